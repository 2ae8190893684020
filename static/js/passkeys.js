// Says on the page when a passkey could not be used: the browser itself tells only its console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const told = document.getElementById("passkey-trouble");
  if (told) told.hidden = false;
});
