# make demo      watch linear regression being learned, on houses and on real data
# make test      run every notebook; SLOW=1 runs the million-step loops too, OUTPUTS=1 compares the outputs
# make learn     open the chapters in JupyterLab
# make slides    a chapter as slides, in one file without a network: CHAPTER=05, or all
# make exercises a chapter for students, solutions removed: CHAPTER=05, or all
# make grade     points for students' copies of exercises: FILE=copy.ipynb, or several
# make prepare   after editing notebooks: export, clean, stubs, programs of figures, README
# make docs      build the site into _docs; docs-serve shows it and builds it again on changes, docs-test looks at it with Chromium, moves its figures, there and in JupyterLab, and walks through slides
# make check     does the house keep its rules? Sizes, order, stubs, exercises, secrets; what is not so says how to mend it
# make bench     measure against other libraries, and draw a map of shapes; writes bench/RESULTS.md
# make sweep     fit thousands of tables made to break least squares, judge them against 50 digits; writes bench/SWEEP.md
# make run       run the notebooks and keep their outputs; ONLY='11*' for one of them

PYTHON ?= python3
VENV   ?= .venv
BIN    ?= $(VENV)/bin
ONLY   ?= *.ipynb
READY   = $(VENV)/ready
EDITABLE = --use-pep517 --config-settings editable_mode=compat -e # so that editors and type checkers find the package

.PHONY: demo test learn slides exercises grade prepare check docs docs-serve docs-test bench sweep run clean

demo: $(READY)
	$(BIN)/linreg_demo --out demo/houses
	@echo; echo "Now real data: a year of diabetes in 442 people, from scikit-learn"; echo
	@$(BIN)/python -c "from sklearn.datasets import load_diabetes as d; d(as_frame=True, scaled=False).frame.rename(columns={'target': 'progression'}).to_csv('demo/diabetes.csv', index=False)"
	$(BIN)/linreg_fit demo/diabetes.csv --target progression --onehot sex --holdout 0.2 --out demo/diabetes
	@echo; echo "And predictions for three of them, with intervals that hold nine of ten"; echo
	head -n 4 demo/diabetes.csv | $(BIN)/linreg_predict demo/diabetes/model.json - --interval 0.9

test: $(READY)
	$(BIN)/python tools/run_nbs.py --only '$(ONLY)' $(if $(SLOW),--flags slow) $(if $(OUTPUTS),--outputs)

learn: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check jupyterlab
	$(BIN)/jupyter lab --notebook-dir nbs

slides exercises: $(READY)
	$(BIN)/python tools/teach.py $@ $(CHAPTER)

grade: $(READY)
	$(BIN)/python tools/grade.py $(FILE)

prepare: $(READY)
	$(BIN)/nbdev_export
	$(BIN)/nbdev_clean
	$(BIN)/python tools/stubs.py
	$(BIN)/python tools/refresh.py
	$(BIN)/python tools/readme.py

check: $(READY)
	$(BIN)/python tools/check.py

docs: $(READY)
	$(BIN)/python tools/docs.py

docs-serve: $(READY)
	$(BIN)/python tools/docs.py --serve

docs-test: $(READY)
	$(BIN)/python tools/check_site.py $(SHORT)
	$(BIN)/python tools/check_explorables.py $(SHORT)
	$(BIN)/python tools/check_slides.py $(SHORT)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check jupyterlab
	$(BIN)/python tools/check_lab.py $(SHORT)

bench: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(EDITABLE) '.[bench]'
	$(BIN)/python bench/bench.py

sweep: $(READY)
	$(BIN)/python tools/sweep.py

run: $(READY)
	$(BIN)/python tools/run_nbs.py --save --only '$(ONLY)'
	$(BIN)/nbdev_clean

clean:
	rm -rf $(VENV) build dist demo *.egg-info _proc _docs _teach

ifeq ($(BIN),$(VENV)/bin)
$(READY): settings.ini setup.py Makefile tools/quarto
	@echo "Setting up $(VENV), which takes a few minutes"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(EDITABLE) '.[dev]'
	cp tools/quarto $(BIN)
	touch $(READY)
else
$(READY): ;
endif
