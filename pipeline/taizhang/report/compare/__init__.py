"""`taizhang compare`: a folder of static pages on which agencies can be compared, and are not where they can not be."""
