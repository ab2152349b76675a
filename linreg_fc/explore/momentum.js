// Momentum: v ← μv + gradient, w ← w − lr·v, on batches of rows; and how fast each pair of learning rate and μ is with all rows.
// data: X with two columns and y, without a bias; order, the rows in the order in which steps use them up; batches to choose from.
linreg.explorables.momentum = (stage, {X, y, order, batches, steps, lr, mu}) => {
  const n = X.length, sum = values => values.reduce((a, b) => a + b, 0)
  const error = (w, i) => w[0]*X[i][0] + w[1]*X[i][1] - y[i]
  const loss = w => sum(X.map((_, i) => error(w, i)**2))/n
  // XᵀX/n, a symmetric matrix of two rows: its eigenvalues, eigenvectors, and the optimum
  const S = (j, k) => sum(X.map(row => row[j]*row[k]))/n, c = j => sum(X.map((row, i) => row[j]*y[i]))/n
  const [a, b, d] = [S(0, 0), S(0, 1), S(1, 1)], gap = Math.hypot((a - d)/2, b)
  const lambda = [(a + d)/2 - gap, (a + d)/2 + gap], turn = Math.atan2(2*b, a - d)/2
  const best = [d*c(0) - b*c(1), a*c(1) - b*c(0)].map(v => v/(a*d - b*b))
  const reach = 1.25*Math.max(...best.map(Math.abs))

  // Along an eigenvector the distance from the optimum becomes (1 + μ − 2·lr·λ) times itself minus μ times the one before
  const parts = (lr, mu) => lambda.map(l => { const p = 1 + mu - 2*lr*l; return {p, inside: p*p - 4*mu} })
  const radius = (lr, mu) => Math.max(...parts(lr, mu).map(({p, inside}) =>
    inside < 0 ? Math.sqrt(mu) : (Math.abs(p) + Math.sqrt(inside))/2))

  const path = size => {
    let w = [0, 0], v = [0, 0]
    return [w, ...Array.from({length: steps}, (_, k) => {
      const rows = order.slice(k*size, (k + 1)*size)
      v = v.map((u, j) => mu*u + 2*sum(rows.map(i => error(w, i)*X[i][j]))/size)
      return w = w.map((u, j) => u - lr*v[j])
    })]
  }

  const left = stage.plot({name: 'weights', x: [best[0] - reach, best[0] + reach], y: [best[1] - reach*.7, best[1] + reach*.7],
    xlabel: 'first weight', ylabel: 'second weight',
    label: 'Contours of the loss over two weights, and the path of the descent from zero'})
  const top = 2.1/lambda[1]
  const right = stage.plot({name: 'phases', x: [.01, top], y: [0, .99], xlabel: 'learning rate', ylabel: 'momentum μ',
    label: 'How fast each pair of learning rate and momentum is with all rows in each step'})
  const batch = stage.slider('batch', 'rows in a step', {min: 0, max: batches.length - 1, step: 1,
    value: batches.length - 1, meaning: v => batches[v]})
  const start = [lr, mu]
  stage.button('again', 'Back to the first pair', () => { [lr, mu] = start; handle.set(lr, mu) })
  const handle = right.handle('pair', 'learning rate and momentum', {x: lr, y: mu, step: [.01, .01], move: (u, v) => { lr = u; mu = v }})

  const circle = Array.from({length: 73}, (_, i) => [Math.cos(i*Math.PI/36), Math.sin(i*Math.PI/36)])
  for (const [k, more] of [.01, .05, .2, .6, 1.5, 3.5, 8].entries()) {
    const long = Math.sqrt(more*loss([0, 0])/lambda[0]/4), short = Math.sqrt(more*loss([0, 0])/lambda[1]/4)
    left.curve(`contour-${k}`, circle.map(([u, v]) => [best[0] + short*u*Math.cos(turn) - long*v*Math.sin(turn),
      best[1] + short*u*Math.sin(turn) + long*v*Math.cos(turn)]), 'faint')
  }
  // Where the slowest factor is at most r: left of the fast direction's line, right of the slow one's, and below μ = r²
  const slow = (r, m) => (1 + m - r - m/r)/(2*lambda[0]), fast = (r, m) => (1 + m + r + m/r)/(2*lambda[1])
  for (const r of [1, .95, .9, .8, .7]) {
    const tip = (slow(r, 0) - fast(r, 0))/((1/r - 1)/(2*lambda[0]) + (1 + 1/r)/(2*lambda[1])), low = Math.max(tip, 0), high = r*r
    right.curve(`level-${100*r}`, [[slow(r, low), low], [slow(r, high), high], [fast(r, high), high], [fast(r, low), low],
      [slow(r, low), low]], 'level')
    if (r < 1) right.one('text', `name-${100*r}`, '').attr('x', right.x((slow(r, high) + Math.min(fast(r, high), top))/2))
      .attr('y', right.y(high) + 13)
      .attr('text-anchor', 'middle').text(r === .95 ? 'factor below 0.95' : `below ${r}`)
  }
  right.one('text', 'explodes', '').attr('x', right.x(top) - 8).attr('y', right.y(.04)).attr('text-anchor', 'end').text('explodes')

  return () => {
    const factor = radius(lr, mu), size = batch.value, walked = path(size)
    left.curve('walk', walked, 'path')
    left.dots('steps', walked, 'path', 2.5)
    left.dots('optimum', [best], 'main', 6)
    const swings = parts(lr, mu).some(({p, inside}) => inside < 0 || p < 0)
    stage.say('kind', 'with all rows', factor > 1 ? 'explodes' : swings ? 'arrives, swinging' : 'arrives without swinging')
    stage.say('radius', 'slowest factor for each step', factor)
    stage.say('digits', 'steps for two digits', factor < 1 ? Math.log(.01)/Math.log(factor) : Infinity)
    stage.say('after', `loss after ${steps} steps`, loss(walked[steps]))
    stage.say('least', 'lowest loss', loss(best))
  }
}
