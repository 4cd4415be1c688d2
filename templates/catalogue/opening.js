// Where files may not be fetched, no module is loaded either: say so from here.
(function () {
  var path = new URLSearchParams(location.search).get("book");
  var download = document.getElementById("download");
  if (path && path.indexOf(":") < 0 && path.charAt(0) !== "/") {
    download.href = "../" + path.split("/").map(encodeURIComponent).join("/");
    download.hidden = false;
  }
  if (location.protocol === "file:") {
    var notice = document.getElementById("notice");
    notice.textContent = notice.dataset.fromFiles;
  }
})();
