// The map to move. The places are read from the page's own table, and each move asks the
// desk for the page of the new frame: what is drawn, listed and exported is the same.
(function () {
  "use strict";
  var home = document.getElementById("map");
  if (!home || !window.L) return;
  var reach = JSON.parse(home.dataset.reach), least = JSON.parse(home.dataset.least);
  var still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  var live = document.getElementById("map-live");
  var marks = L.layerGroup(), names = L.layerGroup(), lines = L.layerGroup(), towns = L.layerGroup();
  var asking = null;

  function spots() {
    return Array.from(document.querySelectorAll("#map-places .place[data-lat]"));
  }

  document.getElementById("map-drawn").hidden = true;
  live.hidden = false;
  var map = L.map(live, {
    attributionControl: false, maxZoom: 11, minZoom: 2, zoomAnimation: !still, fadeAnimation: !still,
    inertia: !still, maxBounds: [[-85, -180], [85, 180]], worldCopyJump: false
  });
  L.control.scale({ imperial: false }).addTo(map);
  L.control.attribution({ prefix: false }).addAttribution("Natural Earth, GeoNames").addTo(map);
  live.setAttribute("role", "application");
  live.setAttribute("aria-label", "Map to move with the arrow keys, plus and minus; the lists below hold what it shows");

  // The land, without any name and without tiles.
  fetch("/brief/basemap.json").then(function (answer) { return answer.json(); }).then(function (base) {
    function points(flat) {
      var x = 0, y = 0, out = [];
      for (var i = 0; i < flat.length; i += 2) {
        x += flat[i]; y += flat[i + 1];
        out.push([y * base.step, x * base.step]);
      }
      return out;
    }
    L.polygon(base.land.map(function (polygon) { return polygon.map(points); }),
      { className: "land", interactive: false }).addTo(map).bringToBack();
    L.polyline(base.boundaries.map(points), { className: "boundary", interactive: false, fill: false }).addTo(lines);
  });

  function label(row) {
    var link = row.querySelector("th a"), count = Number(row.dataset.events);
    var box = document.createElement("div"), what = document.createElement("p"), held = document.createElement("p");
    box.appendChild(link.cloneNode(true));
    what.textContent = count.toLocaleString("en") + (count === 1 ? " event. " : " events. ") + row.cells[1].textContent;
    box.appendChild(what);
    if (row.dataset.holder) { held.textContent = row.dataset.holder; box.appendChild(held); }
    return box;
  }

  function radius(kind, at) {
    var pixel = 40075016 * Math.cos(at[0] * Math.PI / 180) / Math.pow(2, map.getZoom() + 8);
    return Math.max(reach[kind] * 1000, least[kind] * pixel);
  }

  function mark(row) {
    var at = [Number(row.dataset.lat), Number(row.dataset.lon)], kind = row.dataset.precision;
    var contested = Number(row.dataset.disputed) > 0 ? " is-contested" : "";
    if (kind in reach) {
      var disc = L.circle(at, { radius: radius(kind, at), className: "disc p-" + kind + contested });
      disc.kind = kind;
      return disc;
    }
    if (contested) {
      var sign = L.divIcon({ className: "diamond", iconSize: [13, 13], html: document.createElement("i") });
      return L.marker(at, { icon: sign, keyboard: false });
    }
    return L.circleMarker(at, { radius: 5.5, className: "pin" });
  }

  function draw() {
    marks.clearLayers();
    names.clearLayers();
    spots().sort(function (a, b) { return (b.dataset.precision in reach) - (a.dataset.precision in reach); })
      .forEach(function (row) {
        var drawn = mark(row), title = row.querySelector("th a").textContent;
        drawn.bindPopup(label(row)).bindTooltip(document.createTextNode(title)).addTo(marks);
        if (row.dataset.holder) {
          var said = document.createElement("span");
          said.textContent = row.dataset.holder;
          L.tooltip({ permanent: true, direction: "right", className: "held", offset: [8, 0] })
            .setLatLng([Number(row.dataset.lat), Number(row.dataset.lon)]).setContent(said).addTo(names);
        }
      });
    call();
  }

  // Names where they cover no other name, of the places with most events first.
  function call() {
    towns.clearLayers();
    var taken = [], size = map.getSize();
    spots().forEach(function (row) {
      var at = [Number(row.dataset.lat), Number(row.dataset.lon)], spot = map.latLngToContainerPoint(at);
      var title = row.querySelector("th a").textContent.split(",")[0], wide = title.length * 7 + 14;
      var box = [spot.x, spot.y - 9, spot.x + wide, spot.y + 9];
      var free = box[0] > 0 && box[1] > 0 && box[2] < size.x && box[3] < size.y && !taken.some(function (b) {
        return box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3];
      });
      if (!free) return;
      taken.push(box);
      L.tooltip({ permanent: true, direction: "right", className: "town", offset: [7, 0], interactive: false })
        .setLatLng(at).setContent(document.createTextNode(title)).addTo(towns);
    });
  }

  function resize() {
    marks.eachLayer(function (drawn) {
      if (drawn.kind) drawn.setRadius(radius(drawn.kind, [drawn.getLatLng().lat]));
    });
  }

  function fit() {
    var given = home.dataset.frame.split(",").map(Number);
    if (given.length === 4) {
      var east = given[3] < given[1] ? 180 : given[3];
      map.fitBounds([[given[0], given[1]], [given[2], east]], { animate: false });
      return;
    }
    // Most events, not the one far away, decide where the map opens.
    var at = spots().map(function (row) { return [Number(row.dataset.lat), Number(row.dataset.lon), Number(row.dataset.events)]; });
    if (!at.length) { map.setView([20, 20], 2); return; }
    function span(axis) {
      var sorted = at.slice().sort(function (a, b) { return a[axis] - b[axis]; });
      var all = sorted.reduce(function (sum, one) { return sum + one[2]; }, 0), seen = 0;
      var inside = sorted.filter(function (one) {
        var before = seen;
        seen += one[2];
        return seen >= all * 0.04 && before <= all * 0.96;
      });
      return [inside[0][axis], inside[inside.length - 1][axis]];
    }
    var lat = span(0), lon = span(1);
    map.fitBounds([[lat[0], lon[0]], [lat[1], lon[1]]], { animate: false, maxZoom: 9, padding: [30, 30] });
  }

  // Asking for another part, or other days.
  function ask(change) {
    var where = new URL(window.location.href);
    Object.keys(change).forEach(function (name) {
      if (change[name]) where.searchParams.set(name, change[name]); else where.searchParams.delete(name);
    });
    where.searchParams.delete("page");
    if (asking) asking.abort();
    asking = new AbortController();
    home.setAttribute("aria-busy", "true");
    fetch(where, { headers: { accept: "text/html" }, signal: asking.signal }).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.text();
    }).then(function (text) {
      var page = new DOMParser().parseFromString(text, "text/html");
      var open = document.querySelector("#map-places details");
      ["map-events", "map-places"].forEach(function (id) {
        document.getElementById(id).replaceWith(document.adoptNode(page.getElementById(id)));
      });
      if (open && open.open) {
        var now = document.querySelector("#map-places details");
        if (now) now.open = true;
      }
      history.replaceState(null, "", where);
      ["frame", "since", "until"].forEach(function (name) {
        var field = document.getElementById("f-" + name);
        if (field) field.value = where.searchParams.get(name) || "";
      });
      home.removeAttribute("aria-busy");
      home.dataset.asked = String(Number(home.dataset.asked || 0) + 1);
      draw();
    }).catch(function (error) {
      if (error.name !== "AbortError") window.location.assign(where);
    });
  }

  function frame() {
    var b = map.getBounds();
    function hold(value, most) { return Math.max(-most, Math.min(most, value)).toFixed(3); }
    return [hold(b.getSouth(), 90), hold(b.getWest(), 180), hold(b.getNorth(), 90), hold(b.getEast(), 180)].join(",");
  }

  function late(act, wait) {
    var timer = null;
    return function () { clearTimeout(timer); timer = setTimeout(act, wait); };
  }

  var shift = document.querySelector("nav.ways");
  if (shift) shift.hidden = true;
  var left = document.getElementById("map-left");
  if (left) left.hidden = true;
  fit();
  marks.addTo(map);
  towns.addTo(map);
  if (!home.classList.contains("no-lines")) lines.addTo(map);
  draw();
  var again = late(function () { ask({ frame: frame() }); }, 250);
  map.on("zoomend", resize);
  // The first fit is the desk's own; whatever moves the map afterwards is a person's.
  setTimeout(function () { map.on("moveend", again); }, 0);

  function toggle(id, layer) {
    var link = document.getElementById(id);
    link.hidden = false;
    function turn(event) {
      event.preventDefault();
      var on = !map.hasLayer(layer);
      if (on) layer.addTo(map); else layer.remove();
      if (layer === names) { if (on) towns.remove(); else towns.addTo(map); }
      link.setAttribute("aria-checked", String(on));
    }
    link.addEventListener("click", turn);
    link.addEventListener("keydown", function (event) { if (event.key === " ") turn(event); });
  }
  toggle("map-lines", lines);
  toggle("map-held", names);

  // The days.
  var box = document.getElementById("map-days");
  if (box) {
    var days = box.dataset.days.split(","), day = document.getElementById("map-day");
    var kind = document.getElementById("map-span"), told = document.getElementById("map-said");
    var query = new URL(window.location.href).searchParams, until = query.get("until");
    box.hidden = false;
    if (until) {
      var n = days.filter(function (one) { return one <= until; }).length - 1;
      day.value = Math.max(0, n);
      kind.value = query.get("since") === until ? "day" : "until";
      told.textContent = until;
    }
    var slide = late(function () {
      var one = days[Number(day.value)];
      ask({ until: one, since: kind.value === "day" ? one : null });
    }, 200);
    var say = function () {
      told.textContent = days[Number(day.value)];
      day.setAttribute("aria-valuetext", told.textContent);
      slide();
    };
    day.addEventListener("input", say);
    kind.addEventListener("change", say);
    document.getElementById("map-all").addEventListener("click", function () {
      told.textContent = "all days";
      day.value = days.length - 1;
      ask({ until: null, since: null });
    });
  }
})();
