// Two columns on their way from raw units to standard deviations: divided by spread^share, with the best learning rate for each.
// data: X (two raw columns), y, spread of each column, start (weights for the raw columns), most steps,
// names and units; λ are those of XᵀX/n.
linreg.explorables.units = (stage, {X, y, spread, start, most, names}) => {
  const range = length => Array.from({length}, (_, i) => i)
  const mean = values => values.reduce((a, b) => a + b, 0)/values.length
  const centre = values => { const middle = mean(values); return values.map(v => v - middle) }
  const raw = [0, 1].map(j => centre(X.map(row => row[j]))), target = centre(y)
  const dot = (a, b) => mean(a.map((v, i) => v*b[i])) // a mean product, as in S = XᵀX/n
  const wide = 384/264 // the picture is so many times as wide as it is high: circles are to be round
  const valley = stage.plot({name: 'valley', x: [-wide, wide], y: [-1, 1], xlabel: `weight of the ${names[0]}, scaled`,
    ylabel: `weight of the ${names[1]}, scaled`, label: 'Lines of equal loss, seen from above, and the path of the descent'})
  const fall = stage.plot({name: 'fall', x: [0, most], y: [-10, .3], xlabel: 'step',
    ylabel: 'share left, as a power of 10', label: 'The loss above the least one after each step, as a share of that at the start'})
  d3.select(valley.axes.node().lastChild).attr('transform', 'translate(5 138) rotate(-90)') // its ticks have many digits
  const share = stage.slider('share', 'raw … standardized', {min: 0, max: 1, step: .01, value: 0,
    shown: v => `spread^${linreg.number(v, 3)}`})
  const steps = stage.slider('steps', 'steps', {min: 1, max: most, step: 1, value: most})
  return () => {
    const unit = spread.map(s => s**share.value), cols = raw.map((col, j) => col.map(v => v/unit[j]))
    const [a, b, c] = [dot(cols[0], cols[0]), dot(cols[0], cols[1]), dot(cols[1], cols[1])]
    const [p, q] = cols.map(col => dot(col, target)), det = a*c - b*b
    const best = [(c*p - b*q)/det, (a*q - b*p)/det] // where the gradient 2(Sw − s) is zero
    const high = (a + c)/2 + Math.hypot((a - c)/2, b), low = det/high // the eigenvalues of S
    const rate = 1/(low + high), angle = Math.atan2(2*b, a - c)/2 // of the steepest direction
    const loss = w => mean(target.map((t, i) => (w[0]*cols[0][i] + w[1]*cols[1][i] - t)**2))
    const above = ([u, v]) => a*(u - best[0])**2 + 2*b*(u - best[0])*(v - best[1]) + c*(v - best[1])**2 // the least loss
    const path = [start.map((w, j) => w*unit[j])]
    for (let k = 0; k < steps.value; k++) {
      const [u, v] = path[k]
      path.push([u - 2*rate*(a*u + b*v - p), v - 2*rate*(b*u + c*v - q)])
    }
    const first = above(path[0]), last = path.at(-1)
    const reach = 1.25*Math.max(Math.abs(path[0][0] - best[0])/wide, Math.abs(path[0][1] - best[1]))
    valley.scale([best[0] - wide*reach, best[0] + wide*reach], [best[1] - reach, best[1] + reach])
    for (const [i, level] of [1, .5, .2, .05].entries()) { // (w − w*)ᵀS(w − w*) = level: an ellipse along the eigenvectors
      const [long, short] = [low, high].map(λ => Math.sqrt(level*first/λ))
      valley.curve(`level${i}`, range(721).map(k => {
        const [u, v] = [short*Math.cos(k*Math.PI/360), long*Math.sin(k*Math.PI/360)]
        return [best[0] + u*Math.cos(angle) - v*Math.sin(angle), best[1] + u*Math.sin(angle) + v*Math.cos(angle)]
      }), 'faint')
    }
    valley.curve('steps', path, 'path')
    valley.dots('visited', path, 'path', 3)
    valley.dots('best', [best], 'data', 5)
    fall.curve('losses', path.map((w, k) => [k, Math.log10(above(w)/first)]), 'path')
    fall.dots('losses-dots', path.map((w, k) => [k, Math.max(Math.log10(above(w)/first), -99)]), 'path', 3)
    stage.say('condition', 'condition number', Math.sqrt(high/low))
    stage.say('rate', 'best learning rate', rate)
    stage.say('ratio', 'loss at the end / least loss', loss(last)/loss(best))
    for (const j of [0, 1]) stage.say(`end${j}`, `${names[j]}, at the end [${names[j + 2]}]`, last[j]/unit[j])
    for (const j of [0, 1]) stage.say(`best${j}`, `${names[j]}, at the minimum [${names[j + 2]}]`, best[j]/unit[j])
  }
}
