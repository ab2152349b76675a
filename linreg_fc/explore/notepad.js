// Gradients add up: w.grad is a notepad, on which each backward() writes one more number, until someone wipes it.
// data: X and y without bias, the learning rate, and the weight to start from; loss(w) = mean((wX − y)²).
linreg.explorables.notepad = (stage, {X, y, lr, start, steps}) => {
  const mean = values => values.reduce((a, b) => a + b, 0)/values.length
  const loss = w => mean(X.map((v, i) => (w*v - y[i])**2))
  const gradient = w => 2*mean(X.map((v, i) => (w*v - y[i])*v))
  const least = mean(X.map((v, i) => v*y[i]))/mean(X.map(v => v*v)), reach = 1.6*Math.abs(start - least)
  const plot = stage.plot({name: 'loss', x: [least - reach, least + reach], y: [0, loss(least + reach)], xlabel: 'weight w',
    ylabel: 'loss', label: 'The loss as a function of the weight, the path of the weight, and the notepad'})
  const time = stage.plot({name: 'time', x: [0, steps], y: [least - reach, least + reach], xlabel: 'step',
    ylabel: 'weight w', label: 'The weight after each step'})
  let actions, path, pad, written // pad: the numbers on the notepad since it was wiped
  const sum = values => values.reduce((a, b) => a + b, 0)
  const reset = () => { actions = ''; path = [start]; pad = []; written = NaN }
  const act = {
    B: () => { written = gradient(path.at(-1)); pad.push(written) },
    S: () => { path.push(path.at(-1) - lr*sum(pad)) },
    Z: () => { pad = [] }}
  const run = letters => { for (const letter of letters) { act[letter](); actions += letter } }
  stage.button('backward', 'backward()', () => run('B'))
  stage.button('step', 'step', () => run('S'))
  stage.button('zero', 'zero_()', () => run('Z'))
  stage.button('round', 'One round of the loop', () => run(wipe.value === 'wipe' ? 'BSZ' : 'BS'))
  const wipe = stage.choice('wipe', 'the loop', [['forget', 'forgets to wipe'], ['wipe', 'wipes after each step']], 'forget')
  stage.button('again', 'Start again', reset)
  reset()
  const grid = Array.from({length: 101}, (_, i) => least + 1.2*reach*(i/50 - 1))
  const loop = (count, keep) => { // what a loop does that wipes (keep = 0) or never wipes (keep = 1)
    const ws = [start]
    for (let i = 0, held = 0; i < count; i++) { held = keep*held + gradient(ws[i]); ws.push(ws[i] - lr*held) }
    return ws
  }
  const number = v => linreg.number(v, 4)
  return () => {
    const w = path.at(-1), count = path.length - 1
    plot.curve('parabola', grid.map(v => [v, loss(v)]))
    plot.curve('path', path.map(v => [v, loss(v)]), 'path')
    plot.dots('visited', path.map(v => [v, loss(v)]), 'path', 3)
    plot.dots('now', [[w, loss(w)]], 'main', 7)
    time.scale([0, Math.max(steps, count)])
    time.curve('least', [[0, least], [Math.max(steps, count), least]], 'guide')
    for (const [name, keep] of [['wiped', 0], ['kept', 1]]) {
      const ghost = loop(count, keep)
      time.curve(name, ghost.map((v, i) => [i, v]), keep ? 'wrong guide' : 'main guide')
    }
    time.curve('own', path.map((v, i) => [i, v]), 'path')
    time.dots('own-dots', path.map((v, i) => [i, v]), 'path', 3)
    // The notepad, in the free room between the arms of the parabola: the last four entries, and their sum
    const early = pad.slice(0, -4), lines = ['w.grad', early.length ? `${early.length} before: ${number(sum(early))}` : '',
      ...pad.slice(-4).map(number), pad.length ? `sum ${number(sum(pad))}` : 'empty']
    const middle = plot.x(least)
    plot.over.selectAll('rect').data([0]).join('rect').attr('class', 'pad').attr('x', middle - 66).attr('y', 16)
      .attr('width', 132).attr('height', 118)
    plot.over.selectAll('text').data(lines.filter(Boolean)).join('text').attr('x', middle).attr('y', (_, i) => 32 + 16*i)
      .attr('text-anchor', 'middle').text(v => v)
    const runs = actions.replace(/(BSZ|BS|B|S|Z)\1*/g, (all, one) => one + (all === one ? ' ' : `×${all.length/one.length} `)).trim()
    stage.say('actions', 'so far (B backward, S step, Z zero)', runs || 'nothing')
    stage.say('weight', 'weight', w)
    stage.say('written', 'gradient written last', written)
    stage.say('grad', 'on the notepad', sum(pad))
    stage.say('loss', 'loss', loss(w))
  }
}
