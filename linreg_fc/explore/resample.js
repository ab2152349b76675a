// Samples of houses, drawn again and again: the weights of least squares with their intervals, and how many cover the truth.
// data: X, y and truth of all houses; draws, the rows of each sample, of which the first `sizes[i]` are used;
// reach of t for each size and level, from SciPy.
linreg.explorables.resample = (stage, {X, y, names, truth, draws, sizes, levels, quantiles}) => {
  const mean = values => values.reduce((a, b) => a + b, 0)/values.length

  // Least squares: weights from the centred columns, and standard errors from the inverse of their scatter
  const fit = rows => {
    const n = rows.length, d = X[0].length, middle = X[0].map((_, j) => mean(rows.map(i => X[i][j]))),
      height = mean(rows.map(i => y[i]))
    const Z = rows.map(i => X[i].map((v, j) => v - middle[j])), t = rows.map(i => y[i] - height)
    const M = X[0].map((_, j) => [...X[0].map((_, k) => n*mean(Z.map(z => z[j]*z[k]))), ...X[0].map((_, k) => +(j === k))])
    for (let j = 0; j < d; j++) { // Gauss-Jordan: the scatter becomes the identity, and beside it stands its inverse
      const pivot = M[j][j]
      M[j] = M[j].map(v => v/pivot)
      for (let i = 0; i < d; i++) if (i !== j) { const f = M[i][j]; M[i] = M[i].map((v, k) => v - f*M[j][k]) }
    }
    const xy = X[0].map((_, j) => n*mean(Z.map((z, i) => z[j]*t[i]))),
      w = M.map(row => row.slice(d).reduce((a, v, k) => a + v*xy[k], 0))
    const variance = n*mean(Z.map((z, i) => (z.reduce((a, v, j) => a + v*w[j], 0) - t[i])**2))/(n - d - 1)
    return {w, error: M.map((row, j) => Math.sqrt(variance*row[d + j]))}
  }
  const known = sizes.map(() => []) // fits that were made before
  const fits = (size, count) => Array.from({length: count}, (_, k) => known[size][k] ??= fit(draws[k].slice(0, sizes[size])))

  let count = 1
  const stack = stage.plot({name: 'intervals', x: [-1, 1], y: [draws.length + 1, -7], xlabel: 'weight', ylabel: 'sample', ticks: 4,
    label: 'The weight of each sample, and its interval'})
  const share = stage.plot({name: 'share', x: [0, 1.03*draws.length], y: [0, 1.03],
    xlabel: 'samples drawn', ylabel: 'share of intervals that cover',
    label: 'The share of intervals that cover the true weight, after each sample'})
  const rows = stage.slider('rows', 'rows', {min: 0, max: sizes.length - 1, step: 1, value: 2, meaning: v => v, shown: v => `${sizes[v]}`})
  const level = stage.slider('level', 'level', {min: 0, max: levels.length - 1, step: 1, value: 3, meaning: v => v,
    shown: v => `${100*levels[v]} %`})
  const weight = stage.choice('column', 'weight of', names.map((name, j) => [`${j}`, name]).reverse(), `${names.length - 1}`)
  stage.button('one', 'One sample', () => { count = Math.min(count + 1, draws.length) })
  stage.button('twenty', 'Twenty more', () => { count = Math.min(count + 20, draws.length) })
  stage.button('again', 'Start again', () => { count = 1 })

  return () => {
    const j = +weight.value, size = rows.value, reach = quantiles[size][level.value], true_ = truth[j]
    const wide = 4.5*mean(fits(2, 5).map(f => f.error[j])) // one scale for all numbers of rows, so that intervals are seen to shrink
    stack.scale([true_ - wide, true_ + wide])
    const drawn = fits(size, count).map(({w, error}, k) => ({k: k + 1, w: w[j], from: w[j] - reach*error[j], to: w[j] + reach*error[j]}))
    const covers = f => f.from <= true_ && true_ <= f.to
    for (const [kind, some] of [['main thin', drawn.filter(covers)], ['wrong', drawn.filter(f => !covers(f))]]) {
      const line = d3.line().defined(p => p)
      stack.one('path', `intervals-${kind.slice(0, 4)}`, kind).attr('d', line.x(p => stack.x(p[0]))
        .y(p => stack.y(p[1]))(some.flatMap(f => [[f.from, f.k], [f.to, f.k], null])))
      stack.dots(`weights-${kind.slice(0, 4)}`, some.map(f => [f.w, f.k]), kind !== 'wrong' ? 'data' : 'wrong', kind !== 'wrong' ? 1.7 : 3)
    }
    stack.curve('truth', [[true_, -7], [true_, draws.length + 1]], 'path')
    stack.curve('zero', [[0, -7], [0, draws.length + 1]], 'guide')
    const side = Math.sign(true_), words = (name, at, sign) => stack.one('text', name, '')
      .attr('x', stack.x(at) + 5*sign).attr('y', stack.y(-2))
      .attr('text-anchor', sign < 0 ? 'end' : 'start')
    words('true-name', true_, side).text('the truth')
    words('zero-name', 0, -side).text(side < 0 ? 'wrong sign →' : '← wrong sign')
    let covered = 0
    share.curve('so-far', drawn.map(f => [f.k, (covered += covers(f))/f.k]), 'main')
    share.dots('now', [[count, covered/count]], 'main', 5)
    share.curve('level', [[0, levels[level.value]], [draws.length, levels[level.value]]], 'guide')
    const last = drawn[count - 1]
    stage.say('count', 'samples', count)
    stage.say('cover', 'cover the truth', covered)
    stage.say('miss', 'miss it', count - covered)
    stage.say('flipped', 'wrong sign', drawn.filter(f => f.w*true_ < 0).length)
    stage.say('weight', 'last weight', last.w)
    stage.say('lower', 'from', last.from)
    stage.say('upper', 'to', last.to)
  }
}
