/* Read from a disk, a link to a folder has to name the file in it, as no server does that. */
(function () {
  if (location.protocol !== "file:") return;
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link || link.protocol !== "file:") return;
    if (link.pathname.endsWith("/")) link.pathname += "index.html";
  }, true);
})();
