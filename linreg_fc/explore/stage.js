// What the explorables share: plots, handles to drag, sliders, buttons and numbers, all within reach of the keyboard.
// An explorable is a function in `linreg.explorables`: it sets the stage, and gives back a function that draws it anew.
var linreg = window.linreg ??= {explorables: {}}

linreg.number = (v, digits = 4) => { // as Python's f'{v:,.4g}' would show it, with a real minus
  if (!isFinite(v)) return isNaN(v) ? 'none' : v > 0 ? '∞' : '−∞'
  const size = Math.abs(v)
  const text = size && (size < 1e-4 || size >= 1e12) ? v.toExponential(digits - 1)
    : size >= 10 ** digits ? d3.format(',.0f')(v) : String(+v.toPrecision(digits))
  return text.replace('-', '−')
}

linreg.show = (root, name, data) => { // builds an explorable within an element
  root.querySelector('.stage').replaceChildren()
  const stage = new linreg.Stage(root)
  const draw = linreg.explorables[name](stage, data)
  stage.draw = draw
  draw()
  root.dataset.ready = 'yes'
  const controls = root.querySelectorAll('input, select, button, .handle')
  for (const e of controls) e.dataset.lmSuppressShortcuts = 'yes' // JupyterLab leaves their keys to them
}

linreg.Stage = class {
  constructor(root) {
    this.root = d3.select(root)
    this.box = this.root.select('.stage')
    this.plots = this.box.append('div').attr('class', 'plots')
    this.controls = this.box.append('div').attr('class', 'knobs')
    this.numbers = this.box.append('dl').attr('class', 'numbers').attr('aria-live', 'polite')
    this.draw = () => {}
    this.calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  }

  plot(options) { return new linreg.Plot(this, options) }

  // A slider; `shown` turns its value into the text beside it, and into what it stands for: 10**value, for example
  slider(name, label, {min, max, step, value, shown = v => linreg.number(v, 3), meaning = v => v}) {
    const id = `${this.root.attr('id')}-${name}`, line = this.controls.append('label').attr('for', id).attr('class', 'slider')
    line.append('span').text(label)
    const input = line.append('input').attr('type', 'range').attr('id', id).attr('name', name)
      .attr('min', min).attr('max', max).attr('step', step).property('value', value).node()
    const text = line.append('output').attr('for', id)
    const tell = () => { text.text(shown(meaning(+input.value))); input.setAttribute('aria-valuetext', text.text()) }
    input.addEventListener('input', () => { tell(); this.draw() })
    tell()
    return {get value() { return meaning(+input.value) }, set value(v) { input.value = v; tell() }, input}
  }

  // A button, which runs something and then draws anew
  button(name, label, run) {
    return this.controls.append('button').attr('type', 'button').attr('name', name).text(label)
      .on('click', () => { run(); this.draw() }).node()
  }

  // One of several; `options` are pairs of a value and its words
  choice(name, label, options, value) {
    const line = this.controls.append('label').attr('class', 'choice')
    line.append('span').text(label)
    const input = line.append('select').attr('name', name).on('change', () => this.draw()).node()
    for (const [v, words] of options) d3.select(input).append('option').attr('value', v).text(words)
    input.value = value
    return {get value() { return input.value }, set value(v) { input.value = v }, input}
  }

  // A number or words below the picture; `data-value` keeps all digits of a number
  say(name, label, value, text = typeof value === 'number' ? linreg.number(value) : value) {
    let pair = this.numbers.select(`[data-name="${name}"]`)
    if (pair.empty()) {
      pair = this.numbers.append('div').attr('data-name', name)
      pair.append('dt')
      pair.append('dd').append('output').attr('name', name)
    }
    pair.select('dt').text(label)
    pair.select('output').attr('data-value', value).text(text)
  }
}

linreg.Plot = class {
  // x and y: [from, to]; the picture is as wide as there is room, and its text keeps its size
  constructor(stage, {name, x, y, xlabel = '', ylabel = '', label, width = 460, height = 320, xlog = false, ylog = false, ticks = 5}) {
    const margin = {left: 62, right: 14, top: 12, bottom: 44}
    this.stage = stage
    this.svg = stage.plots.append('svg').attr('viewBox', `0 0 ${width} ${height}`).attr('role', 'group')
      .attr('aria-label', label).attr('data-name', name).style('max-width', `${width}px`)
    this.x = (xlog ? d3.scaleLog() : d3.scaleLinear()).domain(x).range([margin.left, width - margin.right])
    this.y = (ylog ? d3.scaleLog() : d3.scaleLinear()).domain(y).range([height - margin.bottom, margin.top])
    this.axes = this.svg.append('g').attr('class', 'axes').attr('aria-hidden', 'true')
    this.axes.append('g').attr('class', 'x').attr('transform', `translate(0 ${height - margin.bottom})`)
    this.axes.append('g').attr('class', 'y').attr('transform', `translate(${margin.left} 0)`)
    this.axes.append('text').attr('x', (margin.left + width - margin.right)/2).attr('y', height - 6)
      .attr('text-anchor', 'middle').text(xlabel)
    this.axes.append('text').attr('transform', `translate(13 ${(height - margin.bottom + margin.top)/2}) rotate(-90)`)
      .attr('text-anchor', 'middle').text(ylabel)
    const id = this.clip = `${stage.root.attr('id')}-${name}-clip`
    this.svg.append('clipPath').attr('id', id).append('rect').attr('x', margin.left).attr('y', margin.top)
      .attr('width', width - margin.left - margin.right).attr('height', height - margin.top - margin.bottom)
    this.inside = this.svg.append('g').attr('clip-path', `url(#${id})`).attr('aria-hidden', 'true')
    this.over = this.svg.append('g')
    this.ticks = ticks
    this.scale()
  }

  scale(x = this.x.domain(), y = this.y.domain()) { // new ends of the axes
    const tick = v => linreg.number(v, 3).replace(/\.0+e/, 'e'), text = scale => scale.base ? scale.tickFormat(this.ticks, tick) : tick
    this.axes.select('.x').call(d3.axisBottom(this.x.domain(x)).ticks(this.ticks).tickFormat(text(this.x)).tickSizeOuter(0))
    this.axes.select('.y').call(d3.axisLeft(this.y.domain(y)).ticks(this.ticks).tickFormat(text(this.y)).tickSizeOuter(0))
  }

  // A line through points, pairs of numbers; `kind` is its class: main, path, faint, guide or wrong
  curve(name, points, kind = 'main') {
    const known = points.filter(p => isFinite(this.x(p[0])) && isFinite(this.y(p[1])))
    this.one('path', name, kind).attr('d', d3.line().x(p => this.x(p[0])).y(p => this.y(p[1]))(known))
  }

  dots(name, points, kind = 'data', r = 4) {
    this.inside.selectAll(`circle.${name}`).data(points).join('circle').attr('class', `${name} ${kind}`).attr('r', r)
      .attr('cx', p => this.x(p[0])).attr('cy', p => this.y(p[1]))
  }

  one(tag, name, kind) { // an element of the picture, made when it is first needed
    const found = this.inside.selectAll(`${tag}.${name}`).data([0]).join(tag)
    return found.attr('class', `${name} ${kind}`)
  }

  // A point to drag, or to move with the arrow keys (with Shift ten times as far); `move` is given where to
  handle(name, label, {x, y, step, move, axis = 'xy'}) {
    const at = [x, y], text = () => [axis.includes('x') && linreg.number(at[0], 3),
      axis.includes('y') && linreg.number(at[1], 3)].filter(Boolean).join(', ')
    const inside = (v, [a, b]) => Math.min(Math.max(v, Math.min(a, b)), Math.max(a, b))
    const dot = this.over.append('circle').attr('class', 'handle').attr('r', 9).attr('tabindex', 0).attr('role', 'slider')
      .attr('aria-label', label).attr('data-name', name)
    const place = () => dot.attr('cx', this.x(at[0])).attr('cy', this.y(at[1])).attr('aria-valuenow', axis === 'y' ? at[1] : at[0])
      .attr('aria-valuetext', text()).attr('data-x', at[0]).attr('data-y', at[1])
    const go = (u, v) => {
      if (axis.includes('x')) at[0] = inside(u, this.x.domain())
      if (axis.includes('y')) at[1] = inside(v, this.y.domain())
      move(at[0], at[1])
      this.stage.draw()
      place()
    }
    dot.call(d3.drag().on('start drag', event => go(this.x.invert(event.x), this.y.invert(event.y))))
    dot.on('keydown', event => {
      const way = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1]}[event.key]
      if (!way) return
      event.preventDefault()
      event.stopPropagation() // slides turn pages with these keys
      const by = event.shiftKey ? 10 : 1
      go(at[0] + by*way[0]*step[0], at[1] + by*way[1]*step[1])
    })
    place()
    return {set(u, v) { at[0] = u; at[1] = v; place() }, dot}
  }
}
