// The loss of one weight, its tangent, and steps downhill with any learning rate.
// data: X and y without bias, so that loss(w) = mean((wX − y)²); where the descent starts, and how many steps it takes.
linreg.explorables.parabola = (stage, {X, y, start, steps}) => {
  const mean = values => values.reduce((a, b) => a + b, 0)/values.length
  const loss = w => mean(X.map((v, i) => (w*v - y[i])**2))
  const gradient = w => 2*mean(X.map((v, i) => (w*v - y[i])*v))
  const curvature = mean(X.map(v => v*v)), least = mean(X.map((v, i) => v*y[i]))/curvature
  const above = w => curvature*(w - least)**2 // loss(w) − loss(least), without rounding
  const best = 1/(2*curvature), reach = 1.3*Math.abs(start - least), first = start
  const plot = stage.plot({name: 'loss', x: [least - reach, least + reach], y: [0, loss(least + reach)], xlabel: 'weight w',
    ylabel: 'loss', label: 'The loss as a function of the weight, with the steps of the descent'})
  const fall = stage.plot({name: 'fall', x: [0, steps], y: [1e-3, 100], ylog: true, xlabel: 'step',
    ylabel: 'loss above the least (start: 1)', ticks: 5,
    label: 'How far the loss is above the least one after each step, as a share of the start'})
  let w = start
  const middle = Math.log10(best) // the slider goes from 1/16 of the best rate to 4 times the best, evenly in powers of 10
  const lr = stage.slider('lr', 'learning rate', {min: middle - 1.2, max: middle + .6, step: .01, value: middle - .6, meaning: v => 10**v})
  stage.button('step', 'One step', () => { w -= lr.value*gradient(w) })
  stage.button('again', 'Start again', () => { w = start = first; handle.set(w, 0) })
  const handle = plot.handle('weight', 'weight where the descent begins', {x: start, y: 0, step: [reach/100, 0], axis: 'x',
    move: v => { start = w = v }})
  const grid = Array.from({length: 101}, (_, i) => least - 1.2*reach + 2.4*reach*i/100)
  return () => {
    const rate = lr.value, slope = gradient(w), factor = 1 - 2*rate*curvature, path = [start]
    for (let i = 0; i < steps; i++) path.push(path[i] - rate*gradient(path[i]))
    plot.curve('parabola', grid.map(v => [v, loss(v)]))
    plot.curve('tangent', [-1, 1].map(side => [w + side*reach, loss(w) + side*reach*slope]), 'guide')
    plot.curve('steps', path.map(v => [v, loss(v)]), 'path')
    plot.dots('visited', path.map(v => [v, loss(v)]), 'path', 3)
    plot.dots('now', [[w, loss(w)]], 'main', 6)
    fall.curve('start', [[0, 1], [steps, 1]], 'guide')
    const height = path.map((v, i) => [i, Math.max(above(v)/(above(start) || 1), 1e-12)]) // on this axis a zero is far below
    fall.curve('losses', height, 'path')
    fall.dots('losses-dots', height, 'path', 3)
    const [a, b] = [best, 2*best].map(v => linreg.number(v, 3))
    stage.say('kind', 'this rate is', Math.abs(factor) < .01 ? `best: ${a}, one step arrives` : factor > 0 ? `slow: below ${a}`
      : factor > -1 ? `bouncing: between ${a} and ${b}` : `exploding: above ${b}`)
    stage.say('factor', 'each step multiplies the distance to the lowest point by', Math.abs(factor) < 1e-12 ? 0 : factor)
    stage.say('weight', 'weight', w)
    stage.say('loss', 'loss', loss(w))
    stage.say('slope', 'derivative', slope)
    stage.say('after', `loss after ${steps} steps`, loss(path[steps]))
  }
}
