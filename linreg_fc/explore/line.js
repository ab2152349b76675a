// A line through points: the squares of its residuals, and its place on the map of the loss over slope and intercept.
// data: X, y, and the centre, from which X is counted: the line is ŷ = b + w·(X − centre), as in the chapter.
linreg.explorables.line = (stage, {X, y, centre, start, xs, ys, xlabel, ylabel, levels}) => {
  const mean = values => values.reduce((a, b) => a + b, 0)/values.length
  const dx = X.map(v => v - centre), dots = y.slice(), begin = y.slice()
  const fit = () => { // the slope is covariance/variance; the best line goes through the point of the means
    const m = mean(dx), variance = mean(dx.map(v => (v - m)**2))
    const w = mean(dx.map((v, i) => (v - m)*(dots[i] - mean(dots))))/variance
    return {w, b: mean(dots) - w*m, m, variance}
  }
  const loss = (w, b) => mean(dx.map((v, i) => (b + w*v - dots[i])**2))
  // The two ends decide where the line is; so a line can't leave the picture, whatever is dragged
  const ends = [xs[0] + (xs[1] - xs[0])/12, xs[1] - (xs[1] - xs[0])/12], width = ends[1] - ends[0]
  const heights = ([w, b]) => ends.map(v => Math.min(Math.max(b + w*(v - centre), ys[0]), ys[1]))
  let at = heights(start)
  const slope = () => (at[1] - at[0])/width, height = () => at[0] + slope()*(centre - ends[0])
  const steepest = (ys[1] - ys[0])/width
  const plot = stage.plot({name: 'points', x: xs, y: ys, xlabel, ylabel, label: 'Points, a line, and the squares of the residuals'})
  const map = stage.plot({name: 'map', x: [-steepest, steepest], y: ys, xlabel: 'slope w', ylabel: 'intercept b',
    label: 'The loss as a map: lines of equal loss over slope and intercept'})
  const points = X.map((v, i) => plot.handle(`point ${i + 1}`, `height of point ${i + 1}`,
    {x: v, y: y[i], axis: 'y', step: [0, (ys[1] - ys[0])/200], move: (_, to) => { dots[i] = to }}))
  for (const point of points) point.dot.attr('r', 7).classed('point', true)
  const sides = ends.map((v, k) => plot.handle(['left', 'right'][k], `${['left', 'right'][k]} end of the line`,
    {x: v, y: at[k], axis: 'y', step: [0, (ys[1] - ys[0])/200], move: (_, to) => { at[k] = to }}))
  const dot = map.handle('line', 'slope and intercept of the line', {x: slope(), y: height(),
    step: [steepest/100, (ys[1] - ys[0])/200], move: (w, b) => { at = heights([w, b]) }})
  stage.button('again', 'Start again', () => {
    begin.forEach((v, i) => { dots[i] = v; points[i].set(X[i], v) })
    at = heights(start)
  })
  const turn = Array.from({length: 73}, (_, i) => 2*Math.PI*i/72)
  return () => {
    const w = slope(), b = height(), best = fit()
    sides.forEach((side, k) => side.set(ends[k], at[k]))
    plot.curve('line', xs.map(v => [v, b + w*(v - centre)]), 'path')
    plot.inside.selectAll('rect').data(X).join('rect').attr('class', 'square').each(function(v, i) {
      const from = plot.y(dots[i]), to = plot.y(b + w*dx[i]), side = Math.abs(from - to)
      d3.select(this).attr('x', plot.x(v) - (from < to ? side : 0)).attr('y', Math.min(from, to)).attr('width', side).attr('height', side)
    })
    // Where the loss is c above the least: (b − b* + m(w − w*))² + variance·(w − w*)² = c, an ellipse
    levels.forEach((c, k) => {
      const ring = turn.map(t => {
        const u = Math.sqrt(c/best.variance)*Math.cos(t)
        return [best.w + u, best.b + Math.sqrt(c)*Math.sin(t) - best.m*u]
      })
      map.curve(`level-${k}`, ring, 'ring')
      map.one('text', `above-${k}`, 'level').attr('x', map.x(ring[18][0])).attr('y', map.y(ring[18][1]) - 3).attr('text-anchor', 'middle')
        .text(`+${linreg.number(c)}`)
    })
    map.dots('best', [[best.w, best.b]], 'main', 5)
    stage.say('slope', 'slope w', w)
    stage.say('intercept', 'intercept b (at the mean)', b)
    stage.say('loss', 'mean squared error', loss(w, b))
    stage.say('least', 'the least possible', loss(best.w, best.b))
    dot.set(w, b)
  }
}
