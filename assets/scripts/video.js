/* Click to load: the button in a video's box becomes the player.  No request leaves the page before that. */
document.addEventListener("submit", (event) => {
  const box = event.target;
  if (!box.matches(".essay-video[data-video-src]")) return;
  event.preventDefault();
  const source = new URL(box.dataset.videoSrc, location.href);
  source.searchParams.set("autoplay", "1");
  const frame = document.createElement("iframe");
  frame.src = source.href;
  frame.title = box.dataset.videoTitle || box.textContent.trim();
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.allowFullscreen = true;
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  box.replaceChildren(frame);
  frame.focus();
});
