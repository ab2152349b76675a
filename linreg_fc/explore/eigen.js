// A descent on two columns, seen along any two axes at right angles: along the eigenvectors it is two descents of one number each.
// data: X with two columns, y, start; so S = XᵀX/n, and the error e = w − w* becomes (I − 2·lr·S)e in each step.
linreg.explorables.eigen = (stage, {X, y, start, most}) => {
  const range = length => Array.from({length}, (_, i) => i)
  const mean = values => values.reduce((a, b) => a + b, 0)/values.length
  const product = (f, g) => mean(X.map((row, i) => f(row, i)*g(row, i)))
  const one = row => row[0], two = row => row[1], aim = (_, i) => y[i]
  const [a, b, c, p, q] = [product(one, one), product(one, two), product(two, two), product(one, aim), product(two, aim)]
  const best = [(c*p - b*q)/(a*c - b*b), (a*q - b*p)/(a*c - b*b)]
  const high = (a + c)/2 + Math.hypot((a - c)/2, b), low = (a*c - b*b)/high
  const own = Math.atan2(2*b, a - c)/2 // the angle of the steepest eigenvector
  const reach = 1.05*Math.hypot(start[0] - best[0], start[1] - best[1]), wide = 384/264
  const map = stage.plot({name: 'map', x: [-wide*reach, wide*reach], y: [-reach, reach], xlabel: 'error along axis 1',
    ylabel: 'error along axis 2', label: 'Lines of equal loss around the optimum, seen along the turned axes, and the path of the descent'})
  const bars = stage.plot({name: 'bars', x: [-.6, most + .6], y: [-reach, reach], xlabel: 'step', ylabel: 'error', ticks: 6,
    label: 'The error along axis 1 and along axis 2 at each step, as bars'})
  const turn = stage.slider('turn', 'turn the axes', {min: 0, max: 90, step: 1, value: 0, shown: v => `${v}°`})
  const lr = stage.slider('lr', 'learning rate', {min: .02, max: .7, step: .01, value: .1})
  const step = stage.slider('step', 'step', {min: 0, max: most, step: 1, value: 0})
  return () => {
    const angle = turn.value*Math.PI/180, [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    const turned = ([u, v]) => [u*cos + v*sin, v*cos - u*sin]
    const errors = [[start[0] - best[0], start[1] - best[1]]]
    for (let k = 0; k < most; k++) {
      const [u, v] = errors[k]
      errors.push([u - 2*lr.value*(a*u + b*v), v - 2*lr.value*(b*u + c*v)])
    }
    const seen = errors.map(turned), now = seen[step.value], [u, v] = errors[step.value]
    const circle = range(121).map(k => k*Math.PI/60)
    for (const [i, size] of [.15, .4, .7, 1, 1.4].entries()) { // λ₁e₁² + λ₂e₂² is the same along an ellipse
      const short = size*reach*Math.sqrt(low/high), long = size*reach
      map.curve(`level${i}`, circle.map(t => {
        const [f, g] = [short*Math.cos(t), long*Math.sin(t)]
        return turned([f*Math.cos(own) - g*Math.sin(own), f*Math.sin(own) + g*Math.cos(own)])
      }), 'faint')
    }
    map.curve('axis1', [[-9*reach, 0], [9*reach, 0]], 'guide')
    map.curve('axis2', [[0, -9*reach], [0, 9*reach]], 'guide')
    map.curve('way', seen, 'path')
    map.dots('visited', seen, 'path', 3)
    map.curve('part1', [[0, 0], [now[0], 0]], 'main')
    map.curve('part2', [[now[0], 0], now], 'wrong')
    map.dots('now', [now], 'data', 6)
    const width = bars.x(.36) - bars.x(0), zero = bars.y(0), end = v => bars.y(Math.max(-2*reach, Math.min(2*reach, v)))
    for (const [j, kind] of [[0, 'main'], [1, 'second']])
      bars.inside.selectAll(`rect.axis${j}`).data(seen).join('rect')
        .attr('class', (_, k) => `axis${j} ${kind}${k === step.value ? '' : ' pale'}`)
        .attr('x', (_, k) => bars.x(k) + (j - 1)*width).attr('width', width)
        .attr('y', e => Math.min(zero, end(e[j]))).attr('height', e => Math.abs(end(e[j]) - zero))
    bars.curve('zero', [[-1, 0], [most + 1, 0]], 'faint')
    const factors = [high, low].map(λ => 1 - 2*lr.value*λ)
    stage.say('mixed', 'how much a step mixes the axes', Math.round(1e12*2*lr.value*Math.abs(b*(cos*cos - sin*sin) + (c - a)*cos*sin))/1e12)
    stage.say('error1', 'error along axis 1 (blue)', now[0])
    stage.say('error2', 'along axis 2 (red)', now[1])
    stage.say('steep', 'factor of the steep direction', factors[0])
    stage.say('flat', 'of the flat one', factors[1])
    stage.say('slowest', 'slowest factor, without sign', Math.max(...factors.map(Math.abs)))
    stage.say('bound', 'at the best learning rate', (high - low)/(high + low))
    stage.say('left', 'loss above the minimum', a*u*u + 2*b*u*v + c*v*v)
  }
}
