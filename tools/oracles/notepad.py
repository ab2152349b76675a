"What the notepad must show: real tensors, on which PyTorch repeats all that the reader has done"
import re
import torch


def expected(data, seen):
    "Weight, last gradient, `w.grad` and loss after the actions that are shown"
    X, y = (torch.tensor(data[k], dtype=torch.float64) for k in 'Xy')
    w = torch.tensor(float(data['start']), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=data['lr'])
    def loss(): return torch.nn.functional.mse_loss(w*X, y)
    written = 'none'
    done = '' if seen['actions'] == 'nothing' else re.sub(r'([BSZ]+)×(\d+)', lambda m: m[1]*int(m[2]), seen['actions'])
    for letter in done.replace(' ', ''):
        if letter == 'B':
            written = torch.autograd.grad(loss(), w)[0].item()
            loss().backward()
        elif letter == 'S': optimizer.step()
        else: optimizer.zero_grad(set_to_none=False)
    return {'weight': w.item(), 'written': written, 'grad': 0. if w.grad is None else w.grad.item(), 'loss': loss().item()}
