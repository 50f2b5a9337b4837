"""Binder, asked through repo2docker's own build packs, builds this repository as meant; no Docker is needed."""

import os
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("repo2docker runs on Linux and macOS only", allow_module_level=True)

from repo2docker.app import Repo2Docker

ROOT = Path(__file__).parents[1]


@pytest.fixture
def pack(monkeypatch):
    """The build pack that Binder chooses for this repository."""
    monkeypatch.chdir(ROOT)
    packs = (kind("docker.io/library/buildpack-deps:24.04") for kind in Repo2Docker().buildpacks)
    pack = next(pack for pack in packs if pack.detect())
    pack.platform = "linux/amd64"
    return pack


def test_binder_chooses_python_3_12(pack):
    assert type(pack).__name__ == "PythonBuildPack"
    assert pack.python_version == "3.12", "binder/runtime.txt must say python-3.12: Binder's own choice is too old"


def test_binder_installs_our_requirements_beside_the_helpers(pack):
    installs = [script for _, script in pack.get_assemble_scripts() if "binder/requirements.txt" in script]
    assert installs, "Binder does not install binder/requirements.txt"
    early = [script for _, script in pack.get_preassemble_scripts() if "binder/requirements.txt" in script]
    assert not early, "Binder would install `.` before it has copied this folder"
    assert (ROOT / "binder" / "requirements.txt").read_text(encoding="utf-8") == "-r ../requirements.txt\n"


def test_binder_runs_our_post_build(pack):
    assert os.access(ROOT / "binder" / "postBuild", os.X_OK), "run: chmod +x binder/postBuild"
    assert any("postBuild" in script for script in pack.get_post_build_scripts())


def test_binder_renders_a_dockerfile(pack):
    dockerfile = pack.render(build_args={})
    assert "\nFROM docker.io/library/buildpack-deps:24.04\n" in dockerfile
    for wanted in ("binder/requirements.txt", "binder/postBuild"):
        assert wanted in dockerfile, f"the Dockerfile does not use {wanted}"
