"""Training, for `taizhang train` and `make train`; needs scikit-learn (extra `train`), which running never does."""
