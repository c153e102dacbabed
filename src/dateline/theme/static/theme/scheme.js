// Before the page is painted: the reader's choice of light or dark, where there is one.
"use strict";

try {
  const chosen = localStorage.getItem("dateline:scheme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.scheme = chosen;
} catch {
  // Storage is closed to us: the system's preference stands.
}
