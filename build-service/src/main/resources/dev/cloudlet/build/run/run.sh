# Carries a build through its phases, inside its machine. All commands run in this one shell, so that what a command sets or
# changes is there for the next. A command that ends the shell (exit) ends only itself: the shell is started anew at the next step.
cb=/codebuild/control
until [ -e $cb/go ]; do sleep 0.05; done
exec >>$cb/log 2>&1 </dev/null
cb_say() { printf '[Container] %s %s\n' "$(date -u '+%Y/%m/%d %H:%M:%S')" "$*"; }
cb_mark() { printf '%s %s\n' "$(date +%s)" "$*" >>$cb/status; }
cb_ended() { # CODE: what became of the step that ran
  if [ "$1" != 0 ]; then
    cb_say "Command did not exit successfully $(head -c 200 $cb/step/$cb_at) exit status $1"
    [ "$cb_code" != 0 ] || { cb_code=$1; cb_failed=$cb_at; }
  fi
  cb_at=$((cb_at + 1))
}
if [ -z "${cb_at:-}" ]; then
  . $cb/env
  cb_at=1 cb_code=0 cb_failed=0
  export cb_at cb_code cb_failed
  cd "$CODEBUILD_SRC_DIR" && exec "$CB_SHELL" $cb/run.sh
fi
trap 'cb_rc=$?; cb_ended $cb_rc; export cb_at cb_code cb_failed cb_phase cb_policy cb_user; exec "$CB_SHELL" $cb/run.sh' EXIT
while [ -e $cb/step/$cb_at.kind ]; do
  read -r cb_kind cb_one cb_two cb_three <$cb/step/$cb_at.kind
  case $cb_kind in
    phase)
      cb_phase=$cb_one cb_policy=$cb_two cb_user=$cb_three cb_code=0 cb_failed=0
      cb_say "Entering phase $cb_phase"
      cb_mark start $cb_phase
      cb_at=$((cb_at + 1)) ;;
    end)
      if [ $cb_code = 0 ]; then cb_say "Phase complete: $cb_phase State: SUCCEEDED"; else cb_say "Phase complete: $cb_phase State: FAILED"; fi
      cb_mark end $cb_phase $cb_code $cb_failed
      cb_at=$((cb_at + 1))
      if [ $cb_code != 0 ]; then
        # Even one that is to be continued after: its failure is the build's.
        CODEBUILD_BUILD_SUCCEEDING=0
        export CODEBUILD_BUILD_SUCCEEDING
        [ $cb_policy = CONTINUE ] || { [ $cb_phase = BUILD ] && [ $cb_policy != ABORT ]; } || break
      fi ;;
    command | finally)
      if [ $cb_kind = command ] && [ $cb_code != 0 ]; then
        cb_at=$((cb_at + 1))
      else
        cb_say "Running command $(cat $cb/step/$cb_at)"
        if [ "$cb_user" = root ]; then
          eval "$(cat $cb/step/$cb_at)"
        else
          su -m -s "$CB_SHELL" "$cb_user" -c "$(cat $cb/step/$cb_at)"
        fi
        cb_ended $?
      fi ;;
  esac
done
trap - EXIT
cb_mark done
