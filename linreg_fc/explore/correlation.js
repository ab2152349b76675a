// Two columns with any correlation r: the valley of the loss, and how sure their weights are.
// data: u and v, columns with mean 0, variance 1 and mean product 0; noise, one column a draw; truth, the two weights of the rule.
// The columns are x₁ = u and x₂ = r·u + √(1 − r²)·v, and the target is x₁·truth₁ + x₂·truth₂ + noise.
linreg.explorables.correlation = (stage, {u, v, noise, truth}) => {
  const range = length => Array.from({length}, (_, i) => i)
  const n = u.length, mean = values => values.reduce((a, b) => a + b, 0)/n, dot = (a, b) => mean(a.map((x, i) => x*b[i]))
  const wide = 384/264, reach = 3
  const map = stage.plot({name: 'map', x: [truth[0] - wide*reach, truth[0] + wide*reach], y: [truth[1] - reach, truth[1] + reach],
    xlabel: 'weight of column 1', ylabel: 'weight of column 2',
    label: 'Lines of equal loss around the fitted weights, and the weights of all draws'})
  const errors = stage.plot({name: 'errors', x: [-1.05, 1.05], y: [0, 2], xlabel: 'correlation', ylabel: 'standard error',
    label: 'The standard error of a weight, and that of the sum of both, against the correlation'})
  const slider = stage.slider('r', 'correlation', {min: -.995, max: .995, step: .005, value: 0})
  const draw = stage.slider('draw', 'draw of the noise', {min: 1, max: noise[0].length, step: 1, value: 1})
  const fit = (r, k) => {
    const second = u.map((x, i) => r*x + Math.sqrt(1 - r*r)*v[i])
    const y = u.map((x, i) => truth[0]*x + truth[1]*second[i] + noise[i][k]), middle = mean(y), t = y.map(value => value - middle)
    const [a, b, c, p, q] = [dot(u, u), dot(u, second), dot(second, second), dot(u, t), dot(second, t)], det = a*c - b*b
    const w = [(c*p - b*q)/det, (a*q - b*p)/det] // S⁻¹s
    const residuals = t.map((value, i) => value - w[0]*u[i] - w[1]*second[i])
    const variance = n*dot(residuals, residuals)/(n - 3)/n // σ̂²/n, with two weights and a bias
    // Cov(w) = σ̂²/n · S⁻¹, and S⁻¹ = (c, −b; −b, a)/det
    return {w, b, variance, each: [Math.sqrt(variance*c/det), Math.sqrt(variance*a/det)], sum: Math.sqrt(variance*(a + c - 2*b)/det)}
  }
  const rs = range(399).map(i => (i - 199)/200)
  const label = (name, text, x, y) => errors.one('text', name, '').attr('x', errors.x(x)).attr('y', errors.y(y))
    .attr('text-anchor', 'middle').text(text)
  return () => {
    const r = slider.value, {w, b, variance, each, sum} = fit(r, draw.value - 1)
    const low = 1 - Math.abs(b), high = 1 + Math.abs(b) // eigenvalues of (1, b; b, 1), with eigenvectors (1, 1) and (1, −1)
    for (const [i, size] of [1, 2, 4, 8, 16, 32].entries())
      map.curve(`level${i}`, range(361).map(k => { // n/σ̂² times the loss above the minimum is size²
        const f = size*Math.sqrt(variance/(1 + b))*Math.cos(k*Math.PI/180),
          g = size*Math.sqrt(variance/(1 - b))*Math.sin(k*Math.PI/180)
        return [w[0] + (f + g)*Math.SQRT1_2, w[1] + (f - g)*Math.SQRT1_2]
      }), i ? 'faint' : 'main')
    map.dots('draws', noise[0].map((_, k) => fit(r, k).w), 'data', 3)
    map.curve('wide', [[w[0] - each[0], w[1]], [w[0] + each[0], w[1]]], 'path')
    map.curve('high', [[w[0], w[1] - each[1]], [w[0], w[1] + each[1]]], 'path')
    map.dots('fitted', [w], 'path', 5)
    map.curve('rule1', [[truth[0], -99], [truth[0], 99]], 'guide')
    map.curve('rule2', [[-99, truth[1]], [99, truth[1]]], 'guide')
    const all = rs.map(at => [at, fit(at, draw.value - 1)])
    errors.curve('each', all.map(([at, f]) => [at, f.each[0]]), 'path')
    errors.curve('sum', all.map(([at, f]) => [at, f.sum]), 'main guide')
    errors.dots('now', [[r, each[0]]], 'path', 6)
    errors.dots('now-sum', [[r, sum]], 'main', 6)
    label('text-each', 'each weight', 0, .06)
    label('text-sum', 'their sum', -.66, .62)
    stage.say('vif', 'variance inflation factor', 1/(1 - b*b))
    stage.say('condition', 'condition number', Math.sqrt(high/low))
    for (const j of [0, 1]) stage.say(`weight${j + 1}`, `weight ${j + 1}`, w[j])
    for (const j of [0, 1]) stage.say(`error${j + 1}`, `standard error of weight ${j + 1}`, each[j])
    stage.say('sum', 'sum of both', w[0] + w[1])
    stage.say('error-sum', 'standard error of the sum', sum)
  }
}
