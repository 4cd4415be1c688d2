// Where files may not be fetched, no module is loaded either: say so from here.
(function () {
  var path = new URLSearchParams(location.search).get("book");
  var download = document.getElementById("download");
  if (path && path.indexOf(":") < 0 && path.charAt(0) !== "/") {
    download.href = "../" + path.split("/").map(encodeURIComponent).join("/");
    download.hidden = false;
  }
  if (location.protocol === "file:") {
    document.getElementById("notice").textContent = "直接打开的文件夹里，浏览器不允许网页读取电子书。请下载后用阅读软件打开，或在书架文件夹运行 publisher serve 再来阅读。";
  }
})();
