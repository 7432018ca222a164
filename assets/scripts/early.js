/* Runs before anything is drawn: says that scripts run, and gives the page the colours that its reader chose. */
(function () {
  const root = document.documentElement;
  root.setAttribute("data-js", "");
  try {
    const choice = localStorage.getItem("essay-colors");
    if (choice === "auto") root.removeAttribute("data-theme");
    else if (choice) root.setAttribute("data-theme", choice);
  } catch { /* storage is forbidden: the page keeps its default */ }
})();
