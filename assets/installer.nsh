; Offers Chartroom in "Open with" for .tgz files and leaves the program that opens them as it is.
!macro customInstall
  WriteRegStr SHCTX "Software\Classes\Chartroom.tgz" "" "Helm chart archive"
  WriteRegStr SHCTX "Software\Classes\Chartroom.tgz\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr SHCTX "Software\Classes\.tgz\OpenWithProgids" "Chartroom.tgz" ""
!macroend

!macro customUnInstall
  DeleteRegValue SHCTX "Software\Classes\.tgz\OpenWithProgids" "Chartroom.tgz"
  DeleteRegKey SHCTX "Software\Classes\Chartroom.tgz"
!macroend
