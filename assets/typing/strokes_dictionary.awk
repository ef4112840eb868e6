# The dictionary of linli_strokes: the strokes of Debian's stroke.dict.yaml, the characters of
# everyday Chinese first, by how common they are in its pinyin_simp.dict.yaml.
# Where the source knew no strokes it has those of one and the same substitute, which are left out.
#   awk -f strokes_dictionary.awk pinyin_simp.dict.yaml stroke.dict.yaml
BEGIN {
  FS = "\t"
  print "---\nname: linli_strokes\nversion: \"1\"\nsort: by_weight\n...\n"
}
FNR == NR { if (NF == 3 && $2 !~ / /) weight[$1] += $3 + 1; next }
NF >= 2 && $2 ~ /^[hspnz]+$/ && $2 != "szhhhshspnhszs" { print $1 "\t" $2 "\t" weight[$1] + 0 }
