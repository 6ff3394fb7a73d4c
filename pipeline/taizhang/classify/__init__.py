"""What meaning decides: categories of problems, kinds and tense of measures, kind of a page.

Rules on the words of the lexicon and small linear models over character n-grams, trained from `corpora/train` by
`taizhang train` and shipped in `model/`. Each cell keeps who answered (rule or model) and a calibrated score; below
the threshold the answer is null. Running needs numpy alone; training lives in `taizhang.classify.train`.
"""
