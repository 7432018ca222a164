/* The box of a task is named by the task's text. */
for (const box of document.querySelectorAll(".task-list-item input[type=checkbox]:not([aria-label], [aria-labelledby])")) {
  const task = box.closest("li").cloneNode(true);
  task.querySelectorAll("ul, ol").forEach((list) => list.remove());
  box.setAttribute("aria-label", task.textContent.trim());
}
