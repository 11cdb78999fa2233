// a search box: words that all have to stand in an entry or its citations
const box = document.createElement("input");
box.type = "search";
box.placeholder = "Search events";
box.setAttribute("aria-label", "Search events");
document.querySelector("header").append(box);
const entries = [...document.querySelectorAll("details")].map(entry => [entry, entry.textContent.toLowerCase()]);
box.addEventListener("input", () => {
  const words = box.value.toLowerCase().split(/\s+/);
  for (const [entry, text] of entries) entry.hidden = !words.every(word => text.includes(word));
  for (const section of document.querySelectorAll("section")) section.hidden = !section.querySelector("details:not([hidden])");
});
