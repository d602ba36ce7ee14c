(function () {
  "use strict";
  document.querySelectorAll("table.sortable").forEach(function (table) {
    var heads = table.tHead.rows[0].cells;
    Array.prototype.forEach.call(heads, function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        Array.prototype.forEach.call(heads, function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var body = table.tBodies[0];
        var keyed = Array.prototype.map.call(body.rows, function (row, place) {
          return { row: row, place: place, key: row.cells[column].dataset.sort };
        });
        keyed.sort(function (a, b) {
          if (a.key === "" || b.key === "") { return (a.key === "") - (b.key === "") || a.place - b.place; }
          var x = Number(a.key), y = Number(b.key);
          var order = isNaN(x) || isNaN(y) ? a.key.localeCompare(b.key) : x - y;
          return (down ? -order : order) || a.place - b.place;
        });
        keyed.forEach(function (item) { body.appendChild(item.row); });
      });
    });
  });
  addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (part) { part.open = true; });
  });
})();
