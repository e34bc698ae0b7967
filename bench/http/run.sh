#!/usr/bin/env bash
# CPU for each request of a 20 KB page: Palier against nginx. See bench/README.md.
set -eu
binary=${1:?usage: run.sh build/release/bench/bench_http [seconds]}
seconds=${2:-5}
dir=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$dir"
}
trap finish EXIT
port() { shuf -i 20000-50000 -n 1; }

# User and system time of a process and its children, in clock ticks.
ticks() {
  local sum=0 pid
  for pid in "$1" $(pgrep -P "$1" || true); do
    set -- $(sed 's/.*) //' "/proc/$pid/stat")
    sum=$((sum + ${12} + ${13}))
  done
  echo "$sum"
}

# measure PID URL → microseconds of CPU for each request
measure() {
  wrk -t1 -c32 -d1s "$2" >/dev/null
  local before after requests
  before=$(ticks "$1")
  wrk -t1 -c32 -d"${seconds}s" "$2" >"$dir/wrk"
  after=$(ticks "$1")
  if grep -q -e 'Non-2xx' -e 'Socket errors' "$dir/wrk"; then cat "$dir/wrk" >&2; exit 1; fi
  requests=$(awk '/requests in/ {print $1}' "$dir/wrk")
  awk -v t=$((after - before)) -v hz="$(getconf CLK_TCK)" -v n="$requests" \
    'BEGIN {printf "%.2f", t / hz * 1e6 / n}'
}

ours=$(port)
"$binary" "127.0.0.1:$ours" & pids+=($!); palier=$!
sleep 0.5
mkdir "$dir/www"
curl -sf "http://127.0.0.1:$ours/page" >"$dir/www/page.html"

serve_nginx() { # extra directives
  theirs=$(port)
  cat >"$dir/nginx.conf" <<CONF
daemon off; worker_processes auto; pid $dir/nginx.pid; error_log $dir/error.log;
events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; default_type text/html;
  client_body_temp_path $dir; proxy_temp_path $dir; fastcgi_temp_path $dir; uwsgi_temp_path $dir;
  scgi_temp_path $dir;
  $1
  server { listen 127.0.0.1:$theirs; root $dir/www; }
}
CONF
  chmod -R a+rX "$dir"
  nginx -c "$dir/nginx.conf" -p "$dir" & pids+=($!); nginx=$!
  sleep 0.5
}

asset=$(measure "$palier" "http://127.0.0.1:$ours/assets/page.html")
page=$(measure "$palier" "http://127.0.0.1:$ours/page")
serve_nginx ""
plain=$(measure "$nginx" "http://127.0.0.1:$theirs/page.html")
kill "$nginx"
serve_nginx "open_file_cache max=100;"
cached=$(measure "$nginx" "http://127.0.0.1:$theirs/page.html")

ratio() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.2f", a / b}'; }
echo "20 KB page, CPU per request          µs   against nginx   against nginx with open_file_cache"
echo "Palier, asset                    $(printf '%6s' "$asset")           $(ratio "$asset" "$plain")            $(ratio "$asset" "$cached")"
echo "Palier, page made each time      $(printf '%6s' "$page")           $(ratio "$page" "$plain")            $(ratio "$page" "$cached")"
echo "nginx                            $(printf '%6s' "$plain")"
echo "nginx, open_file_cache           $(printf '%6s' "$cached")"
