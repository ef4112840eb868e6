# cmake -DROOT=… -P check_includes.cmake: fails on an include that the map
# (LinliModules.cmake) does not allow, and on a library's header outside the
# directories that wrap that library.
cmake_minimum_required(VERSION 3.25)

# "pattern of the header: directories that may include it"; everyone else goes through them.
set(LIBRARY_HEADERS
  "^SDL: ui/window ui/automation"
  "^imgui|^misc/freetype: ui/theme ui/window ui/widgets ui/screens"
  "^sqlcipher/|^sqlite3: kiosk/database kiosk/expression"
  "^libpq: centre/ledger"
  "^curl/: offline_cache/sync"
  "^zlib: kiosk/protocol"
  "^openssl/: kiosk/crypto centre/server"
  "^ZXing/: drivers/codes"
  "^gst/: drivers/camera"
  "^cairo|^pango/: kiosk/documents"
  "^cups/: drivers/cups"
  "^alsa/: drivers/speech"
  "^httplib: centre/server"
  "^CLI/: kiosk/command_line"
  "^rime_|^zinnia: kiosk/typing"
  "^unicode/: ui/theme kiosk/catalogue kiosk/reference"
  "^boost/locale: ui/theme kiosk/reference"
  "^valijson/: kiosk/catalogue"
  "^termios|^pty: drivers/serial drivers/simulated kiosk/app"
)

file(READ "${CMAKE_CURRENT_LIST_DIR}/LinliModules.cmake" modules_file)
string(REGEX MATCHALL "\"[a-z_]+/[a-z_]+:[^\"]*\"" rows "${modules_file}")
set(modules "")
foreach(row IN LISTS rows)
  string(REGEX MATCH "^\"([^:]+):([^\"]*)\"$" _ "${row}")
  set(module "${CMAKE_MATCH_1}")
  separate_arguments(links UNIX_COMMAND "${CMAKE_MATCH_2}")
  # Rows stand in order of dependency, so what a link brings is already known.
  set(allowed ${module})
  foreach(link IN LISTS links)
    list(APPEND allowed ${link} ${allowed_${link}})
  endforeach()
  set(allowed_${module} "${allowed}")
  list(APPEND modules ${module})
endforeach()

set(failures "")
foreach(module IN LISTS modules)
  file(GLOB sources "${ROOT}/${module}/*.h" "${ROOT}/${module}/*.cpp")
  foreach(source IN LISTS sources)
    file(STRINGS "${source}" includes REGEX "^#include [\"<]")
    foreach(line IN LISTS includes)
      string(REGEX MATCH "^#include [\"<]([^\">]+)" _ "${line}")
      set(header "${CMAKE_MATCH_1}")
      get_filename_component(directory "${header}" DIRECTORY)
      if(directory IN_LIST modules AND NOT directory IN_LIST allowed_${module})
        list(APPEND failures "${source}: includes ${header}, but ${module} may not link ${directory}")
      endif()
      foreach(row IN LISTS LIBRARY_HEADERS)
        string(REGEX MATCH "^(.+): (.+)$" _ "${row}")
        set(pattern "${CMAKE_MATCH_1}")
        set(owner_text "${CMAKE_MATCH_2}")
        separate_arguments(owners UNIX_COMMAND "${owner_text}")
        if(header MATCHES "${pattern}" AND NOT module IN_LIST owners)
          list(APPEND failures "${source}: includes ${header}, which belongs to ${owner_text}")
        endif()
      endforeach()
    endforeach()
  endforeach()
endforeach()

if(failures)
  list(JOIN failures "\n  " text)
  message(FATAL_ERROR "Forbidden includes:\n  ${text}")
endif()
