/* The progress of a job, asked for again until it is over; without this the page
   reloads itself. */
(() => {
  const part = document.getElementById("job");
  if (!part || !part.dataset.open) return;
  const ask = async () => {
    try {
      const answer = await fetch("?part=progress", { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      const words = await answer.text();
      if (!words.includes("<progress")) {
        window.location.reload();
        return;
      }
      if (part.innerHTML !== words) part.innerHTML = words;
    } catch {
      /* The server is away for a moment: ask again. */
    }
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 1000);
})();
