# The table of Handwriting (kiosk/typing): each character of a dictionary of pinyin, how common it is,
# and its strokes; a line for each way to write it, but not for the substitute that stands where the
# source knew no strokes.
#   awk -f characters.awk pinyin_simp.dict.yaml stroke.dict.yaml
BEGIN { FS = "\t" }
FNR == NR { if (NF == 3 && $2 !~ / /) weight[$1] += $3; next }
NF >= 2 && ($1 in weight) && $2 ~ /^[hspnz]+$/ && $2 != "szhhhshspnhszs" { print $1 "\t" weight[$1] "\t" $2 }
