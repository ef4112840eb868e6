# Headers that most files read are parsed once, which takes a third off a full build. With ccache
# they are not: it then knows better, and finds an include that a file forgot.
set(LINLI_PRECOMPILED
  <algorithm> <array> <chrono> <filesystem> <functional> <map> <memory> <optional> <span> <stop_token>
  <string> <string_view> <thread> <variant> <vector> <fmt/format.h> <nlohmann/json.hpp>
  <tl/expected.hpp>)

# linli_precompiled(NAME [HEADER…]): a target whose precompiled headers others use.
function(linli_precompiled name)
  file(WRITE ${PROJECT_BINARY_DIR}/${name}.cpp "")
  add_library(${name} STATIC ${PROJECT_BINARY_DIR}/${name}.cpp)
  target_link_libraries(${name} PRIVATE fmt::fmt nlohmann_json::nlohmann_json linli_flags)
  target_precompile_headers(${name} PRIVATE ${LINLI_PRECOMPILED} ${ARGN})
endfunction()

if(NOT CCACHE)
  # Some libraries ask for it; what was precompiled fits only those that were compiled alike.
  add_compile_options(-pthread)
  linli_precompiled(linli_precompiled_headers)
  if(LINLI_TESTS)
    linli_precompiled(linli_precompiled_test_headers <catch2/catch_test_macros.hpp>)
    target_link_libraries(linli_precompiled_test_headers PRIVATE Catch2::Catch2 linli_test_flags)
  endif()
endif()

# linli_use_precompiled(TARGET): a program of the tests also has Catch2's.
function(linli_use_precompiled target)
  if(CCACHE)
    return()
  endif()
  target_compile_options(${target} PRIVATE -Wno-error=invalid-pch)  # it is slower then, not wrong
  if(target MATCHES "^tests_")
    target_precompile_headers(${target} REUSE_FROM linli_precompiled_test_headers)
  else()
    target_precompile_headers(${target} REUSE_FROM linli_precompiled_headers)
  endif()
endfunction()
