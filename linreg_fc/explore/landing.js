// A descent, played: the line through the points, the path over the loss, and the loss after each step.
// data: x and y, one column and the target; the weight and the bias are those of (x − from)/unit.
linreg.explorables.landing = (stage, {x, y, from, unit, steps, names}) => {
  const mean = values => values.reduce((a, b) => a + b, 0)/values.length
  const u = x.map(v => (v - from)/unit)
  const uu = mean(u.map(v => v*v)), um = mean(u), uy = mean(u.map((v, i) => v*y[i])), ym = mean(y), yy = mean(y.map(v => v*v))
  // mean((wu + b − y)²), multiplied out: the sums above are all that the descent needs
  const loss = ([w, b]) => w*w*uu + 2*w*b*um + b*b - 2*w*uy - 2*b*ym + yy
  const step = ([w, b], rate) => [w - rate*2*(w*uu + b*um - uy), b - rate*2*(w*um + b - ym)]
  const weight = (uy - um*ym)/(uu - um*um), best = [weight, ym - weight*um] // covariance/variance
  const start = [0, 0], least = loss(best), half = Math.hypot(uu - 1, 2*um)/2, largest = 1/((uu + 1)/2 + half)
  const [low, high] = [Math.min(...x), Math.max(...x)], top = 1.1*Math.max(...y)
  const left = p => (loss(p) - least)/(loss(start) - least)
  const size = {width: 270, height: 240, ticks: 3}
  const line = stage.plot({...size, name: 'line', x: [low - 1, high + 1], y: [0, top], xlabel: names[0], ylabel: names[1],
    label: 'The points, and the line at this step'})
  const bowl = stage.plot({...size, name: 'bowl', x: [-.6*weight, 2*weight], y: [-1.3*ym, 1.3*ym], xlabel: 'weight', ylabel: 'bias',
    label: 'Weight and bias at each step, with lines of equal loss and a ring at the optimum'})
  const fall = stage.plot({...size, name: 'fall', x: [0, steps], y: [1e-8, 100], ylog: true, xlabel: 'step',
    ylabel: 'loss left (1 at the start)',
    label: 'How far the loss is above the smallest possible one after each step, as a part of that at the start'})
  // an ellipse of equal loss: the optimum, and around it the points where (uu, um; um, 1) adds the same to the loss
  const ring = share => Array.from({length: 121}, (_, i) => {
    const r = Math.sqrt(share*(loss(start) - least)), turn = Math.PI*i/60
    const b = r*Math.sin(turn)/Math.sqrt(1 - um*um/uu), w = (r*Math.cos(turn) - um/Math.sqrt(uu)*b)/Math.sqrt(uu)
    return [best[0] + w, best[1] + b]
  })
  let timer = null
  const stop = () => { clearInterval(timer); timer = null }
  const lr = stage.slider('lr', 'learning rate', {min: .02, max: .8, step: .01, value: .5})
  const at = stage.slider('step', 'step', {min: 0, max: steps, step: 1, value: stage.calm ? steps : 0})
  const play = () => {
    stop()
    at.value = stage.calm ? steps : 0
    if (!stage.calm) timer = setInterval(() => {
      at.value = at.value + 1
      if (at.value >= steps) stop()
      stage.draw()
    }, 4000/steps)
  }
  stage.button('again', 'Play again', play)
  at.input.addEventListener('input', stop) // the reader's hand stops the film; for another rate it goes to its end
  lr.input.addEventListener('input', () => { if (timer) { stop(); at.value = steps; stage.draw() } })
  setTimeout(play) // once, for four seconds; not where less motion is preferred
  return () => {
    const path = [start]
    for (let i = 0; i < steps; i++) path.push(step(path[i], lr.value))
    const t = at.value, [w, b] = path[t], ends = [low - 1, high + 1]
    const through = ([w, b]) => ends.map(v => [v, b + w*(v - from)/unit])
    line.dots('rows', x.map((v, i) => [v, y[i]]), 'data faint', 2.5)
    line.curve('best', through(best), 'guide')
    line.curve('now', through(path[t]), 'path thick')
    for (const [i, share] of [.01, .1, .3, .6, 1].entries()) bowl.curve(`ring${i}`, ring(share), 'faint')
    bowl.curve('steps', path.slice(0, t + 1), 'path')
    bowl.dots('steps-dots', path.slice(0, t + 1), 'path', 2.5)
    bowl.dots('best-dot', [best], 'ring', 6)
    bowl.dots('now', [path[t]], 'path', 6)
    fall.curve('losses', path.slice(0, t + 1).map((p, i) => [i, left(p)]), 'path')
    fall.dots('now', [[t, left(path[t])]], 'path', 6)
    stage.say('weight', `${names[1]} for ${unit} more of ${names[0]}`, w)
    stage.say('bias', `${names[1]} at ${names[0]} ${from}`, b)
    stage.say('loss', 'mean squared error', loss(path[t]))
    stage.say('kind', 'this rate', lr.value > largest ? 'too large: the loss grows' : 'small enough: the loss falls')
  }
}
