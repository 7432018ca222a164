/* The tree in the side bar: opens and closes branches, brings those that the page does not hold from the shared script,
   and keeps open branches and position while a reader goes from page to page. */
(function () {
  const nav = document.getElementById("site-nav");
  if (!nav) return;
  const root = document.documentElement.dataset.content_root || "./";
  const site = new URL(root, location.href).href;
  let tree = null;

  /* The shared script gives window.essayNavTree, the sections of the menu, each a list of [title, address, children?] or
     [title, address, null, how] for a link that leads elsewhere, and then sends essay-nav-tree; addresses are relative to
     the site's root, and a title with HTML is [title, html].  It is a script, not data, so that it loads from a disk too.
     Returns what is below each address.  The browser is busy with the script itself already: looking through the tree and
     showing a branch are tasks of their own, between which it can answer the reader. */
  function load() {
    tree ||= new Promise((resolve, reject) => {
      const look = () => {
        const below = new Map();
        const waiting = [...window.essayNavTree];
        for (const items of waiting) {
          for (const [, address, children] of items) {
            if (!children) continue;
            below.set(new URL(address, site).href, children);
            waiting.push(children);
          }
        }
        setTimeout(resolve, 0, below);
      };
      document.addEventListener("essay-nav-tree", () => setTimeout(look), { once: true });
      const script = document.createElement("script");
      script.src = nav.dataset.tree;
      script.onerror = reject;
      document.head.append(script);
    });
    return tree;
  }

  function icon() {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", "#svg-expander");
    svg.append(use);
    return svg;
  }

  function label(title) {
    const words = document.getElementById("essay-words");
    return words ? words.dataset.under.replace("%(title)s", title) : title;
  }

  /* What HTML of the shared script shows: its addresses are relative to the site's root. */
  function shown(html) {
    const held = document.createElement("template");
    held.innerHTML = html;
    for (const picture of held.content.querySelectorAll("[src]")) {
      picture.setAttribute("src", new URL(picture.getAttribute("src"), site).href);
    }
    return held.content;
  }

  function build(entries) {
    const list = document.createElement("ul");
    list.className = "nav-list";
    for (const [name, address, children, how] of entries) {
      const [title, html] = [name].flat();
      const item = document.createElement("li");
      item.className = "nav-list-item";
      if (children) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "nav-list-expander btn-reset";
        button.setAttribute("aria-expanded", "false");
        button.setAttribute("aria-label", label(title));
        button.append(icon());
        item.append(button);
      }
      const link = document.createElement("a");
      link.className = "nav-list-link";
      link.href = new URL(address, site).href;
      link.append(html ? shown(html) : title);
      if (how?.includes("mark")) {
        item.classList.add("external");
        link.classList.add("external");
      }
      if (how?.includes("tab")) {
        link.target = "_blank";
        link.rel = "noopener noreferrer";
      }
      item.append(link);
      list.append(item);
    }
    return list;
  }

  function branch(item) {
    return item.querySelector(":scope > .nav-list");
  }

  /* The page that an entry leads to, "" for the heading of a section. */
  function address(item) {
    const link = item.querySelector(":scope > .nav-list-link");
    return link ? link.href.replace(/#.*/, "") : "";
  }

  async function open(item) {
    const button = item.querySelector(":scope > .nav-list-expander");
    if (!button) return;
    if (!branch(item) && nav.dataset.tree) {
      item.classList.add("loading");
      try {
        const below = await load();
        if (!branch(item)) item.append(build(below.get(address(item)) || []));
      } finally {
        item.classList.remove("loading");
      }
    }
    item.classList.add("active");
    button.setAttribute("aria-expanded", "true");
  }

  function close(item) {
    item.classList.remove("active");
    item.querySelector(":scope > .nav-list-expander").setAttribute("aria-expanded", "false");
  }

  nav.addEventListener("click", (event) => {
    const button = event.target.closest(".nav-list-expander");
    if (!button) return;
    const item = button.parentElement;
    if (item.classList.contains("active")) {
      close(item);
      remember();
    } else {
      // Where the shared script cannot be had, the page itself lists what is under it.
      // Later: the position is known when the branch is drawn, and asking at once would have it drawn in the same task.
      open(item).then(() => setTimeout(remember), () => item.querySelector(".nav-list-link").click());
    }
  });

  /* What is kept is the reader's own doing: the branches opened beside that of the page. */
  const storage = "essay-nav:" + new URL(site).pathname;

  function remember() {
    const state = { open: [], top: nav.scrollTop };
    for (const button of nav.querySelectorAll(".nav-list-expander")) {
      const item = button.parentElement;
      const own = item.querySelector(".nav-list-link[aria-current]");
      if (item.classList.contains("active") && !own) state.open.push(address(item));
    }
    try {
      sessionStorage.setItem(storage, JSON.stringify(state));
    } catch { /* not kept, then */ }
  }

  async function restore() {
    let state = null;
    try {
      state = JSON.parse(sessionStorage.getItem(storage));
    } catch { /* nothing was kept */ }
    if (state) {
      nav.scrollTop = state.top;
      // In the order of the tree, so that an entry is there before the ones below it are asked for.
      for (const page of state.open) {
        const item = [...nav.querySelectorAll(".nav-list-item:has(> .nav-list-expander)")].find((found) => page && address(found) === page);
        if (item) await open(item).catch(() => {});
      }
      nav.scrollTop = state.top;
    }
    const current = nav.querySelector(".nav-list-link[aria-current]");
    if (!current) return;
    const box = nav.getBoundingClientRect();
    const place = current.getBoundingClientRect();
    if (place.top < box.top || place.bottom > box.bottom) {
      nav.scrollTop += place.top - box.top - box.height / 2;
    }
  }

  restore();
  addEventListener("pagehide", remember);
})();
