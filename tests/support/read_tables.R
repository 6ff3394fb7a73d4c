# Reads tables of a dataset by a plain glob and prints, a line a column: table, column, rows, class, missing values and
# a sum that depends on every value (characters of text, days since 1970); a column of lists has no sum.
#
#     Rscript read_tables.R arrow|nanoparquet DATASET TABLE...
#
# nanoparquet is for flat tables: it refuses files that hold lists of structs, whichever columns are asked for.

arguments <- commandArgs(trailingOnly = TRUE)
dataset <- arguments[2]

read_all <- if (arguments[1] == "arrow") {
  function(files) as.data.frame(arrow::Scanner$create(arrow::open_dataset(files))$ToTable())
} else {
  function(files) do.call(rbind, lapply(files, function(file) as.data.frame(nanoparquet::read_parquet(file))))
}

sum_of <- function(values) {
  if (is.character(values)) sum(as.numeric(nchar(values[!is.na(values)], type = "chars")))
  else if (inherits(values, "integer64")) sum(as.numeric(as.character(values)), na.rm = TRUE)
  else sum(as.numeric(unclass(values)), na.rm = TRUE)
}

for (table in arguments[-(1:2)]) {
  data <- read_all(Sys.glob(file.path(dataset, table, "*.parquet")))
  for (name in names(data)) {
    values <- data[[name]]
    told <- if (is.list(values)) c("list", "", "") else {
      c(class(values)[1], sum(is.na(values)), format(sum_of(values), digits = 15))
    }
    cat(table, name, nrow(data), told, sep = "\t")
    cat("\n")
  }
}
