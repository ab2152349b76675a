// How much freedom: the degree of a polynomial, a penalty, and the step at which a descent stops.
// data: points to learn from (x, y) and points held out (u, v); lr, the learning rate of the descent.
linreg.explorables.degree = (stage, {x, y, u, v, lr, most, steps, l2s}) => {
  const sum = values => values.reduce((a, b) => a + b, 0), mean = values => sum(values)/values.length
  const dot = (a, b) => a.reduce((s, value, i) => s + value*b[i], 0)
  const last = values => values.length - 1

  // Legendre polynomials instead of powers: (k + 1)P(k + 1) = (2k + 1)xP(k) − kP(k − 1); standardised on the points to learn from
  const legendre = at => { const P = [1, at];
    for (let k = 1; k < most; k++) P.push(((2*k + 1)*at*P[k] - k*P[k - 1])/(k + 1)); return P.slice(1) }
  const raw = x.map(legendre), middle = raw[0].map((_, j) => mean(raw.map(row => row[j])))
  const sd = middle.map((m, j) => Math.sqrt(sum(raw.map(row => (row[j] - m)**2))/last(x))), height = mean(y)
  const columns = at => at.map(value => legendre(value).map((p, j) => (p - middle[j])/sd[j]))
  const grid = Array.from({length: 201}, (_, i) => -1 + i/100), Z = {learn: columns(x), held: columns(u), grid: columns(grid)}
  const S = middle.map((_, j) => middle.map((_, k) => mean(Z.learn.map(z => z[j]*z[k])))),
    c = middle.map((_, j) => mean(Z.learn.map((z, i) => z[j]*y[i])))

  // The end: least squares by Gram-Schmidt, which keeps more digits than S does; a penalty is k more rows with targets of zero
  const solve = (k, l2) => {
    const more = j => Array.from({length: k}, (_, i) => i === j ? Math.sqrt(l2*x.length) : 0)
    const Q = [...Array.from({length: k}, (_, j) => [...Z.learn.map(z => z[j]), ...more(j)]),
      [...y.map(value => value - height), ...more(-1)]]
    const R = Q.map(() => []), w = []
    for (let j = 0; j < k; j++) for (let i = j + 1; i <= k; i++) {
      R[j][i] = dot(Q[j], Q[i])/dot(Q[j], Q[j])
      Q[i] = Q[i].map((value, row) => value - R[j][i]*Q[j][row])
    }
    for (let j = k - 1; j >= 0; j--) w[j] = R[j][k] - sum(Array.from({length: k - 1 - j}, (_, i) => R[j][j + 1 + i]*w[j + 1 + i]))
    return w
  }
  // A step takes w to Aw + a; two of them take it to AAw + Aa + a, four … : so many steps are some doublings
  const descend = (k, l2, t) => {
    let A = S.slice(0, k).map((row, i) => row.slice(0, k).map((s, j) => (i === j) - 2*lr*(s + (i === j ? l2 : 0)))),
      a = c.slice(0, k).map(value => 2*lr*value)
    let w = a.map(() => 0)
    for (; t; t = Math.floor(t/2)) {
      if (t % 2) w = A.map((row, i) => dot(row, w) + a[i])
      a = A.map((row, i) => dot(row, a) + a[i])
      A = A.map(row => A.map(other => dot(row, other))) // A is symmetric
    }
    return w
  }
  const bias = t => height*(1 - (1 - 2*lr)**t) // it walks as well; centred columns leave it alone
  const model = (k, l2, t) => {
    const w = t === Infinity ? solve(k, l2) : descend(k, l2, t), b = t === Infinity ? height : bias(t)
    const at = table => table.map(z => dot(w, z.slice(0, k)) + b)
    const mse = (table, target) => mean(at(table).map((value, i) => (value - target[i])**2))
    return {at, learn: mse(Z.learn, y), held: mse(Z.held, v)}
  }

  const left = stage.plot({name: 'curve', x: [-1, 1], y: [-2, 2], xlabel: 'x', ylabel: 'y',
    label: 'Points to learn from, points held out, and the fitted curve'})
  const right = stage.plot({name: 'errors', x: [1, most], y: [.01, 5], ylog: true, ticks: 4, ylabel: 'mean squared error',
    label: 'The error on the points to learn from, and on those held out'})
  const degree = stage.slider('degree', 'degree', {min: 1, max: most, step: 1, value: 3})
  const l2 = stage.slider('l2', 'L2 penalty', {min: 0, max: last(l2s), step: 1, value: 0, meaning: i => l2s[i]})
  const stop = stage.slider('stop', 'stop at step', {min: 0, max: steps.length, step: 1, value: steps.length,
    meaning: i => steps[i] ?? Infinity, shown: t => t === Infinity ? 'to the end' : linreg.number(t)})
  const along = stage.choice('along', 'right: errors along', [['degree', 'the degree'], ['l2', 'the penalty'],
    ['stop', 'the step']], 'degree')
  const words = right.axes.selectAll('text').filter(function() {
    return this.parentNode === right.axes.node() && !this.getAttribute('transform') })

  return () => {
    const at = {degree: degree.value, l2: l2.value, stop: stop.value}, now = model(at.degree, at.l2, at.stop)
    const values = {degree: Array.from({length: most}, (_, i) => i + 1), l2: l2s, stop: [...steps, Infinity]}[along.value]
    const found = values.map(value => { const p = {...at, [along.value]: value}; return model(p.degree, p.l2, p.stop) })
    const least = Math.min(...found.map(f => f.held)), best = values[found.findIndex(f => f.held < least*(1 + 1e-6))]
    left.dots('learn', x.map((value, i) => [value, y[i]]), 'data', 4)
    left.dots('held', u.map((value, i) => [value, v[i]]), 'open', 4)
    left.one('text', 'legend', '').attr('x', left.x(.98)).attr('y', left.y(-1.88)).attr('text-anchor', 'end')
      .text('● to learn from\u2003○ held out')
    left.curve('fit', now.at(Z.grid).map((value, i) => [grid[i], value]), 'main')
    const place = along.value === 'degree' ? i => i + 1 : i => i
    right.scale([place(0) - .3, place(last(values)) + .3])
    const step = Math.ceil(values.length/7), shown = values.map((_, i) => i).filter(i => i % step === 0)
    right.axes.select('.x').call(d3.axisBottom(right.x).tickValues(shown.map(place)).tickSizeOuter(0)
      .tickFormat(i => { const value = values[along.value === 'degree' ? i - 1 : i];
        return value === Infinity ? 'end' : linreg.number(value, 2) }))
    words.text({degree: 'degree', l2: 'L2 penalty', stop: 'step'}[along.value])
    right.curve('learn', found.map((f, i) => [place(i), f.learn]), 'guide')
    right.curve('held', found.map((f, i) => [place(i), f.held]), 'path')
    const middle = Math.floor(values.length/2), name = (key, where, text) => right.one('text', `name-${key}`, '').text(text)
      .attr('x', right.x(place(middle))).attr('y', where).attr('text-anchor', 'middle')
    const [above, below] = ['held', 'learn'].sort((a, b) => found[middle][b] - found[middle][a]),
      called = {held: 'held out', learn: 'to learn from'}
    name(above, right.y(found[middle][above]) - 9, called[above])
    name(below, right.y(found[middle][below]) + 17, called[below])
    right.dots('held-dots', found.map((f, i) => [place(i), f.held]), 'path', 3)
    right.dots('now', [[place(values.indexOf(at[along.value])), now.held]], 'main', 6)
    stage.say('learn', 'training mse', now.learn)
    stage.say('held', 'validation mse', now.held)
    stage.say('r2', 'validation R²', 1 - now.held/mean(v.map(value => (value - mean(v))**2)))
    stage.say('best', `lowest validation mse along ${{degree: 'the degree', l2: 'the penalty', stop: 'the step'}[along.value]}`,
      best === Infinity ? 'at the end' : best)
  }
}
