# Visitors: ask the site again and again in the background, and count what failed.
visitors=
start_visitors() {
  : >"$work/answers"
  ( while :; do
      curl -s -o "$work/page" -m 10 -w '%{http_code}\n' "$url/" >>"$work/answers" || true
    done ) &
  visitors=$!
}
stop_visitors() {
  [ -z "$visitors" ] || { kill "$visitors" 2>/dev/null || true; wait "$visitors" 2>/dev/null || true; }
  visitors=
}
count_visitors() {
  local all failed
  all=$(wc -l <"$work/answers") failed=$(grep -vc '^200$' "$work/answers" || true)
  [ "$all" -gt 0 ] || fail "no visitor got through"
  if [ "$failed" = 0 ]; then good "$all requests during $1, none failed"; else fail "$failed of $all requests failed during $1: $(sort "$work/answers" | uniq -c | tr -s ' \n' ' ')"; fi
}
