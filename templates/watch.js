// Asks twice a second what was made last, shows what was found, and loads the page anew when it has changed.
const state = document.getElementById("state");
const faults = document.getElementById("faults");
const page = document.getElementById("page");
let seen = 0;
let made = 0;

async function look() {
  try {
    const now = await (await fetch("/state", { cache: "no-store" })).json();
    if (now.seen !== seen) {
      seen = now.seen;
      state.textContent = now.said;
      faults.textContent = now.found;
      faults.hidden = now.found === "";
    }
    if (now.made !== made) {
      if (made > 0 || page.contentDocument?.title === "") page.contentWindow.location.reload();
      made = now.made;
    }
  } catch {
    state.textContent = "The program has ended; start it again to go on.";
  }
  setTimeout(look, 500);
}
look();
