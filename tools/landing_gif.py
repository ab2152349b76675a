"""Write nbs/landing.gif, the picture at the top of the README: the descent of the landing page, frame by frame.

GitHub runs no script, so that the figure of nbs/index.ipynb can't be moved there. The frames are those of `LR.animate_descent`.
"""
import matplotlib
import pandas as pd
from PIL import Image, ImageSequence
from sklearn.datasets import load_diabetes
from common import nbs
from linreg_fc import LR

PAUSE, LAST = 120, 4000 # how long a frame is shown, and the last one [ms]

matplotlib.use('agg')
X, y = load_diabetes(return_X_y=True, as_frame=True, scaled=False)
table = pd.DataFrame({'(BMI − 20)/10': (X.bmi - 20)/10})
film = LR(lr=.5, iterations=40, scale=False).animate_descent(table, y.rename('disease score'))
file = nbs/'landing.gif'
film.save(file, writer='pillow', fps=5, dpi=90)
frames = [frame.convert('P', palette=Image.Palette.ADAPTIVE, colors=32) for frame in ImageSequence.Iterator(Image.open(file))]
frames[0].save(file, save_all=True, append_images=frames[1:], duration=[PAUSE]*(len(frames) - 1) + [LAST], loop=0, optimize=True)
print(f'{file.name}: {len(frames)} frames, {file.stat().st_size/1e6:.2f} MB')
