/* Click to load: the link in a video's box becomes the player.  No request leaves the page before that. */
(function () {
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".essay-video > .video-link");
    // With a key held, the reader wants the link itself, in another tab.
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const box = link.parentElement;
    const source = box.dataset.videoSrc || link.dataset.videoSrc;
    if (!source) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = source;
    frame.title = box.dataset.videoTitle || link.dataset.videoTitle || link.textContent.trim();
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.allowFullscreen = true;
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    link.replaceWith(frame);
    frame.focus();
  });
})();
