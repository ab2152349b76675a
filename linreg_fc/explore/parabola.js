// The loss of one weight, its tangent, and steps downhill with any learning rate.
// data: X and y, standardised columns without bias; so loss(w) = mean((wX − y)²), as in the chapter.
linreg.explorables.parabola = (stage, {X, y, start, steps, best}) => {
  const mean = values => values.reduce((a, b) => a + b, 0)/values.length
  const loss = w => mean(X.map((v, i) => (w*v - y[i])**2))
  const gradient = w => 2*mean(X.map((v, i) => (w*v - y[i])*v))
  const least = mean(X.map((v, i) => v*y[i]))/mean(X.map(v => v*v)), reach = 1.3*Math.abs(start - least)
  const plot = stage.plot({name: 'loss', x: [least - reach, least + reach], y: [0, loss(least + reach)], xlabel: 'weight',
    ylabel: 'mean squared error', label: 'The loss as a function of the weight, with the steps of the descent'})
  const fall = stage.plot({name: 'fall', x: [0, steps], y: [loss(least)/2, 1e3*loss(start)], ylog: true, xlabel: 'step',
    ylabel: 'mean squared error', ticks: 4, label: 'The loss after each step'})
  let w = start
  const lr = stage.slider('lr', 'learning rate', {min: -2, max: 0.3, step: .01, value: -1, meaning: v => 10**v})
  stage.button('step', 'One step', () => { w -= lr.value*gradient(w) })
  stage.button('again', 'Start again', () => { w = start; handle.set(w, 0) })
  const handle = plot.handle('weight', 'weight where the descent begins', {x: start, y: 0, step: [reach/100, 0], axis: 'x', move: v => { start = w = v }})
  const grid = Array.from({length: 101}, (_, i) => least - 1.2*reach + 2.4*reach*i/100)
  const path = Array.from({length: steps + 1})
  return () => {
    const rate = lr.value, slope = gradient(w)
    path[0] = start
    for (let i = 0; i < steps; i++) path[i + 1] = path[i] - rate*gradient(path[i])
    plot.curve('parabola', grid.map(v => [v, loss(v)]))
    plot.curve('tangent', [-1, 1].map(side => [w + side*reach, loss(w) + side*reach*slope]), 'guide')
    plot.curve('steps', path.map(v => [v, loss(v)]), 'path')
    plot.dots('visited', path.map(v => [v, loss(v)]), 'path', 3)
    plot.dots('now', [[w, loss(w)]], 'main', 6)
    fall.curve('losses', path.map((v, i) => [i, loss(v)]), 'path')
    fall.dots('losses-dots', path.map((v, i) => [i, loss(v)]), 'path', 3)
    const factor = Math.abs(1 - 2*rate*mean(X.map(v => v*v)))
    const kind = factor > 1.0001 ? 'explodes' : rate > best*1.02 ? 'bounces from side to side' : rate > best*.98 ? 'the best: one step is enough'
      : factor > .9 ? 'slow' : 'walks down'
    stage.say('kind', 'this rate', kind)
    stage.say('weight', 'weight', w)
    stage.say('loss', 'loss', loss(w))
    stage.say('slope', 'slope', slope)
    stage.say('after', `loss after ${steps} steps`, loss(path[steps]))
  }
}
