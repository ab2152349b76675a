"""The usage of the article, with its data, as a stranger to this repository would type it: prints 0.9994."""
import fastcore, torch
from linreg_fc import LR

torch.manual_seed(42)
n = 100
size = torch.randint(800, 3000, (n,)).float()
age = torch.randint(1, 50, (n,)).float()
distance_to_city = torch.randint(1, 30, (n,)).float()
price = 100000 + 300*size - 50*age - 20*distance_to_city + torch.randn(n)*5000
X = torch.stack([size, age, distance_to_city], dim=1)
new_X = (X - X.mean(dim=0)) / X.std(dim=0)

my_model = LR(lr=0.1)
my_model.fit(new_X, price, iterations=1000)
score = f'R² score: {my_model.r2_score(price, my_model.predict(new_X)):.4f}'
print(score, f'(fastcore {fastcore.__version__})')
assert score == 'R² score: 0.9994'
