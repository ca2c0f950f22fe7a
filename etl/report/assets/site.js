"use strict"

// The first page leads to the language that the reader prefers; without scripts it is a list of links.
const offered = document.documentElement.dataset.choose?.split(" ")
if (offered) {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => offered.includes(tag))
  location.replace(`${wanted ?? offered[0]}/index.html`)
}

for (const place of document.querySelectorAll(".chart"))
  // The expressions of a chart are interpreted, not compiled: the pages allow no script made of text.
  window.vegaEmbed?.(place, JSON.parse(place.dataset.spec), { mode: "vega-lite", renderer: "svg", actions: false, ast: true })

const form = document.querySelector("[role=search]")
if (form) {
  const { up, kinds, none, broken, found: label, more } = form.dataset
  const input = form.querySelector("input")
  const box = form.querySelector("#found")
  const status = box.querySelector("p")
  const list = box.querySelector("ul")
  const names = JSON.parse(kinds)
  const most = 30
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("’", "'")
  let index = null

  // A page that was opened from a file may load scripts that lie beside it, and nothing else: so the index is a script.
  const load = () => {
    if (index) return index
    index = new Promise((resolve, reject) => {
      const script = document.createElement("script")
      script.src = `${up}../assets/search.js`
      script.onload = () => resolve(window.searchable.map((entry) => [...entry, plain(entry.slice(2).join(" "))]))
      script.onerror = reject
      document.head.append(script)
    })
    return index
  }

  const search = async () => {
    const asked = input.value
    const terms = plain(asked).split(/\s+/).filter(Boolean)
    box.hidden = terms.length === 0
    if (box.hidden) return
    try {
      const hits = (await load()).filter(([, , , , text]) => terms.every((term) => text.includes(term)))
      if (asked !== input.value) return
      list.replaceChildren(...hits.slice(0, most).map(([kind, path, title]) => {
        const [item, link, what] = ["li", "a", "span"].map((tag) => document.createElement(tag))
        link.href = up + path
        link.textContent = title
        what.textContent = names[kind]
        item.append(link, " ", what)
        return item
      }))
      const told = hits.length === 0 ? none : hits.length > most ? more : label
      status.textContent = told.replace("#", hits.length).replace("*", most)
    } catch {
      status.textContent = broken
    }
  }

  input.addEventListener("focus", () => load().catch(() => {}))
  input.addEventListener("input", search)
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    list.querySelector("a")?.click()
  })
  form.addEventListener("keydown", (event) => {
    const links = [input, ...list.querySelectorAll("a")]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && !box.hidden) {
      event.preventDefault()
      links[(links.indexOf(document.activeElement) + step + links.length) % links.length].focus()
    } else if (event.key === "Escape") {
      box.hidden = true
      input.focus()
    }
  })
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) box.hidden = true
  })
}
