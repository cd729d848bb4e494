#!/usr/bin/env bash
# Makes the image amazon/dynamodb-local where none can be pulled, out of what this project is built from:
# the DynamoDB Local jars of pom.xml, a Java runtime cut from the JDK by jlink, and the C libraries that runtime links.
#
# Usage: src/test/docker/make-dynamodb-local-image.sh
#
# Needs Linux with glibc, a JDK (17 or later) with jmods, Maven, and a running Docker engine; nothing is pulled.
# It is tagged with the version of DynamoDB Local in pom.xml and with "latest", and behaves as the published image does:
#
#   docker run --rm -p 8000:8000 amazon/dynamodb-local
#   docker run --rm -p 8000:8000 amazon/dynamodb-local -jar DynamoDBLocal.jar -inMemory -sharedDb
#
# It has no shell and sends no telemetry. DynamoDB Local comes under its own license (LICENSE.txt in its jar), which
# does not allow passing it on: keep the image on your machine.
set -euo pipefail

repository=amazon/dynamodb-local
home=/home/dynamodblocal
runtime=/opt/java
uid=1000

fail() {
    echo "make-dynamodb-local-image: $*" >&2
    exit 1
}

# Prints the tool's path: the JDK's own where JAVA_HOME is set.
jdk_tool() {
    local tool="${JAVA_HOME:+$JAVA_HOME/bin/}$1"
    command -v "$tool" || fail "$tool is missing: install a JDK, or set JAVA_HOME to one"
}

# Prints the files the dynamic linker loads for the given programs and libraries, itself included, sorted.
linked_files() {
    # "name => /path (address)", or "/path (address)" for the linker; an unresolved "=> not found" is the runtime's own,
    # found by its path inside the runtime when java runs.
    ldd "$@" | awk '$2 == "=>" && $3 ~ /^\// { print $3 } $1 ~ /^\// && $2 ~ /^\(/ { print $1 }' | sort -u
}

[ "$(uname -s)" = Linux ] || fail "needs Linux: the C libraries of the image are this system's"
for tool in mvn docker ldd tar; do
    command -v "$tool" >/dev/null || fail "$tool is missing"
done
docker version --format '{{.Server.Version}}' >/dev/null 2>&1 || fail "no Docker engine answers (see: docker version)"
jlink=$(jdk_tool jlink)
jar=$(jdk_tool jar)

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root

echo "Collecting the jars"
lib=$root$home/DynamoDBLocal_lib
# The runtime classpath of the project, less what belongs to the shell and the SQL parser: the versions of DynamoDB
# Local and of all it needs are then those the embedded engine runs with. Its native SQLite is inside its jar.
mvn -q -B -f "$project/pom.xml" dependency:copy-dependencies -DoutputDirectory="$lib" \
    -DincludeScope=runtime -DincludeTypes=jar \
    -DexcludeGroupIds=sqlline,org.jline,org.fusesource.jansi,net.java.dev.jna,com.github.jsqlparser
engine=$(basename "$lib"/DynamoDBLocal-*.jar .jar)
version=${engine#DynamoDBLocal-}
[ -f "$lib/DynamoDBLocal-$version.jar" ] || fail "pom.xml has no dependency com.amazonaws:DynamoDBLocal"

# The command of the published image is "-jar DynamoDBLocal.jar": a jar of that name which only points at the others.
# Each jar stands on a continuation line, because one line of a manifest cannot hold them all.
{
    echo "Main-Class: com.amazonaws.services.dynamodbv2.local.main.ServerRunner"
    echo "Class-Path: ."
    (cd "$root$home" && printf '  %s\n' DynamoDBLocal_lib/*.jar)
} >"$work/manifest"
"$jar" --create --file "$root$home/DynamoDBLocal.jar" --manifest "$work/manifest"

echo "Linking the Java runtime"
# The types of java.desktop are needed (java.beans); its native libraries draw on screens, and link half of X11.
"$jlink" --add-modules java.se,jdk.unsupported,jdk.crypto.ec --exclude-files='/java.desktop/lib/**' \
    --strip-debug --no-man-pages --no-header-files --output "$root$runtime"
linked_files "$root$runtime/bin/java" "$root$runtime"/lib/*.so "$root$runtime"/lib/server/*.so |
    while read -r file; do
        case $file in
            "$root"/*) ;;
            *) install -D -m 755 "$file" "$root$file" ;;
        esac
    done

mkdir -p "$root/etc"
install -d -m 1777 "$root/tmp"
echo "dynamodblocal:x:$uid:$uid::$home:/sbin/nologin" >"$root/etc/passwd"
echo "dynamodblocal:x:$uid:" >"$root/etc/group"
echo "hosts: files dns" >"$root/etc/nsswitch.conf"

echo "Importing the image"
tar -C "$root" --owner="$uid" --group="$uid" --numeric-owner -c . |
    docker import \
        --message "DynamoDB Local $version from the Maven artifact" \
        --change "ENV PATH=$runtime/bin" \
        --change "ENV LANG=C.UTF-8" \
        --change "ENV DDB_LOCAL_TELEMETRY=0" \
        --change "USER $uid" \
        --change "WORKDIR $home" \
        --change "EXPOSE 8000" \
        --change 'ENTRYPOINT ["java"]' \
        --change 'CMD ["-jar", "DynamoDBLocal.jar", "-inMemory"]' \
        - "$repository:$version" >/dev/null
docker tag "$repository:$version" "$repository:latest"
docker images "$repository"
