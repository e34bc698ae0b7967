# palier_library(NAME DIR… [NEEDS targets…]): a static library of every .cpp under the folder, but for
# *_test.cpp, which become the test program NAME_test when tests are on.
# Its templates/*.html, migrations/*.sql and lang/*.po are picked up by convention.
function(palier_library NAME)
  cmake_parse_arguments(ARG "" "" "NEEDS" ${ARGN})
  set(DIR ${CMAKE_CURRENT_SOURCE_DIR}/${NAME})
  string(REPLACE "/" "_" TARGET palier_${NAME})
  file(GLOB SOURCES CONFIGURE_DEPENDS ${DIR}/*.cpp)
  set(TESTS ${SOURCES})
  list(FILTER SOURCES EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER TESTS INCLUDE REGEX "_test\\.cpp$")
  file(GLOB HTML CONFIGURE_DEPENDS ${DIR}/templates/*.html)
  file(GLOB SQL CONFIGURE_DEPENDS ${DIR}/migrations/*.sql)

  add_library(${TARGET} STATIC ${SOURCES} ${CMAKE_SOURCE_DIR}/cmake/empty.cpp)
  palier_as_s2_was_built(${SOURCES})
  target_link_libraries(${TARGET} PUBLIC palier_flags ${ARG_NEEDS})
  palier_precompile(${TARGET})
  if(HTML)
    palier_templates(${TARGET} ${DIR} ${HTML})
  endif()
  set_property(GLOBAL APPEND PROPERTY PALIER_MIGRATIONS ${SQL})
  if(PALIER_TESTS AND TESTS)
    add_executable(${TARGET}_test ${TESTS})
    target_link_libraries(${TARGET}_test PRIVATE ${TARGET} palier_testing)
    palier_precompile(${TARGET}_test)
    add_test(NAME ${NAME} COMMAND ${TARGET}_test)
    set_tests_properties(${NAME} PROPERTIES TIMEOUT 300)
  endif()
endfunction()

# A feature room: core is always there; other features only where named.
function(palier_feature NAME)
  cmake_parse_arguments(ARG "" "" "NEEDS" ${ARGN})
  list(TRANSFORM ARG_NEEDS PREPEND palier_)
  set(CMAKE_CURRENT_SOURCE_DIR ${CMAKE_SOURCE_DIR}/src/features)
  palier_library(${NAME} NEEDS palier_core ${ARG_NEEDS})
  set_property(GLOBAL APPEND PROPERTY PALIER_FEATURES palier_${NAME})
endfunction()

# One precompiled header of the standard library and fmt for all of our targets.
function(palier_precompile TARGET)
  if(TARGET palier_pch)
    target_precompile_headers(${TARGET} REUSE_FROM palier_pch)
    target_link_libraries(${TARGET} PRIVATE fmt::fmt palier_flags)
  endif()
endfunction()

# Templates of one folder become <folder>/templates.hpp and .cpp under build/gen.
function(palier_templates TARGET DIR)
  file(RELATIVE_PATH REL ${CMAKE_SOURCE_DIR}/src ${DIR})
  set(OUT ${CMAKE_BINARY_DIR}/gen/${REL})
  add_custom_command(
    OUTPUT ${OUT}/templates.hpp ${OUT}/templates.cpp
    COMMAND palier-templates --root ${CMAKE_SOURCE_DIR}/src --out ${OUT} --name ${REL}
      --depfile ${OUT}/templates.d ${ARGN}
    DEPENDS palier-templates ${ARGN}
    DEPFILE ${OUT}/templates.d  # Templates of other rooms, read for their slots.
    COMMENT "Templates of ${REL}"
    VERBATIM)
  target_sources(${TARGET} PRIVATE ${OUT}/templates.cpp ${OUT}/templates.hpp)
endfunction()

# Files into the binary: palier_embed(TARGET SYMBOL FILES…) gives `palier::embedded::SYMBOL()`,
# a span of {name, bytes}, in embedded/SYMBOL.hpp.
function(palier_embed TARGET SYMBOL)
  set(OUT ${CMAKE_BINARY_DIR}/gen/embedded)
  add_custom_command(
    OUTPUT ${OUT}/${SYMBOL}.hpp ${OUT}/${SYMBOL}.cpp ${OUT}/${SYMBOL}.S
    COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/tools/embed.mjs --out ${OUT} --symbol ${SYMBOL} ${ARGN}
    DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed.mjs ${ARGN}
    COMMENT "Embed ${SYMBOL}"
    VERBATIM)
  # .incbin is not seen by the dependency scanner: name what it reads.
  set_source_files_properties(${OUT}/${SYMBOL}.S PROPERTIES OBJECT_DEPENDS "${ARGN}")
  target_sources(${TARGET} PRIVATE ${OUT}/${SYMBOL}.cpp ${OUT}/${SYMBOL}.S ${OUT}/${SYMBOL}.hpp)
endfunction()

# Every room's migrations in the binary: `palier::embedded::migrations()` from the library
# palier_migrations, which the app and the tests link. Called once all rooms have been added (the rule
# that makes the files and the library that compiles them must stand in one directory).
function(palier_migrations)
  get_property(SQL GLOBAL PROPERTY PALIER_MIGRATIONS)
  set(NAMES ${SQL})
  list(TRANSFORM NAMES REPLACE ".*/" "")
  list(REMOVE_DUPLICATES NAMES)
  list(LENGTH SQL FILES)
  list(LENGTH NAMES DISTINCT)
  if(NOT FILES EQUAL DISTINCT)
    message(FATAL_ERROR "Two migrations have the same name: a name says the order over all rooms")
  endif()
  add_library(palier_migrations STATIC)
  palier_embed(palier_migrations migrations ${SQL})
  target_include_directories(palier_migrations PRIVATE ${CMAKE_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/gen)
  target_link_libraries(palier_migrations PRIVATE palier_flags)
endfunction()

# Debian's libs2 was built without the address sanitizer, under which Abseil lays its trees out in
# another way: what reads S2's headers must be built as S2 was, or it walks a tree that is not there.
function(palier_as_s2_was_built)
  if(NOT PALIER_SANITIZE MATCHES "address")
    return()
  endif()
  foreach(SOURCE ${ARGN})
    file(STRINGS ${SOURCE} READS_S2 REGEX "#include [<\"]s2/" LIMIT_COUNT 1)
    if(READS_S2)
      set_source_files_properties(${SOURCE} PROPERTIES
        COMPILE_OPTIONS -fno-sanitize=address SKIP_PRECOMPILE_HEADERS ON)
    endif()
  endforeach()
endfunction()
