"""Times a class on a JupyterHub: `python tests/bench/hub.py [LEARNERS [SECONDS]]`, on this machine's loopback alone.

Each learner gets a server and a kernel, runs notebook 06 cell by cell, then moves its sliders through the websocket,
once a second. A move is timed from the message that is sent to the picture that comes back. The proxy comes from npm.
"""

import asyncio
import json
import random
import secrets
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import uuid
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import nbformat
import psutil

BOOK = Path(__file__).parents[2] / "notebooks" / "06_epochs.ipynb"
TOKEN = secrets.token_hex(16)
LONGEST = 600  # seconds that a class may take until all have run the notebook
EVERY = 1.0  # seconds between a learner's moves
URL, PROXY, HUB = "http://127.0.0.1:18000", "http://127.0.0.1:18001", 18081
CONFIG = f"""
import os, shutil
c = get_config()
c.JupyterHub.bind_url, c.JupyterHub.hub_port, c.JupyterHub.log_level = "{URL}", {HUB}, "WARN"
c.ConfigurableHTTPProxy.command = ["node", "node_modules/.bin/configurable-http-proxy"]
c.ConfigurableHTTPProxy.api_url = "{PROXY}"
c.JupyterHub.authenticator_class, c.Authenticator.allow_all = "dummy", True
c.JupyterHub.spawner_class, c.SimpleLocalProcessSpawner.home_dir_template = "simple", "home/{{username}}"
c.Spawner.args, c.Spawner.start_timeout, c.Spawner.http_timeout = ["--allow-root"], 120, 120
c.JupyterHub.concurrent_spawn_limit = 10
c.JupyterHub.services = [{{"name": "load", "api_token": "{TOKEN}"}}]
scopes = ["admin:users", "admin:servers", "access:servers"]
c.JupyterHub.load_roles = [{{"name": "load", "scopes": scopes, "services": ["load"]}}]

def give_notebook(spawner):
    home = f"home/{{spawner.user.name}}"
    os.makedirs(home, exist_ok=True)
    shutil.copy("{BOOK}", home)

c.Spawner.pre_spawn_hook = give_notebook
"""


@contextmanager
def jupyterhub():
    """The process of a JupyterHub with its proxy in a folder of their own; all that it started ends with it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "configurable-http-proxy@5"]
        subprocess.run(npm, cwd=folder, check=True)
        (Path(folder) / "jupyterhub_config.py").write_text(CONFIG, encoding="utf-8")
        log = Path(folder) / "log"
        with open(log, "w") as file:
            hub = psutil.Popen([sys.executable, "-m", "jupyterhub"], cwd=folder, stdout=file, stderr=subprocess.STDOUT)
        try:
            yield hub
        except BaseException:
            print(log.read_text()[-3000:], file=sys.stderr)
            raise
        finally:
            started = [*hub.children(recursive=True), hub]
            for process in started:
                process.terminate()
            _, alive = psutil.wait_procs(started, timeout=10)
            for process in alive:
                process.kill()


class Kernel:
    """A learner's kernel, spoken to through its websocket as the page does."""

    def __init__(self, socket):
        self.socket, self.session, self.widgets = socket, uuid.uuid4().hex, {}

    async def send(self, kind, content):
        """The number of the message that was sent."""
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": self.session, "version": "5.3"}
        header |= {"username": "", "date": ""}
        empty = {"parent_header": {}, "metadata": {}, "buffers": []}
        await self.socket.send_json({"header": header, "content": content, "channel": "shell", **empty})
        return header["msg_id"]

    async def receive(self, timeout):
        """The next message, and whether it carries bytes; the widgets that it makes are remembered."""
        message = await self.socket.receive(timeout=timeout)
        text, carries = message.data, False
        if message.type == aiohttp.WSMsgType.BINARY:
            (count,) = struct.unpack("!I", text[:4])
            places = [*struct.unpack(f"!{count}I", text[4 : 4 * (count + 1)]), len(text)]
            text, carries = text[places[0] : places[1]], count > 1
        message = json.loads(text)
        if message["header"]["msg_type"] == "comm_open":
            self.widgets[message["content"]["comm_id"]] = message["content"]["data"]["state"]
        return message, carries

    async def run(self, code):
        """Nothing, once the cell has run."""
        asked = await self.send("execute_request", {"code": code, "silent": False, "allow_stdin": False})
        waiting = {"idle", "reply"}
        while waiting:
            message, _ = await self.receive(LONGEST)
            if message["parent_header"].get("msg_id") == asked:
                idle = message["content"].get("execution_state") == "idle"
                waiting -= {"idle"} if idle else {message["header"]["msg_type"].removeprefix("execute_")}

    async def move(self, slider, value):
        """The seconds until the new picture came; None where none came, since it is the one already shown."""
        data = {"method": "update", "state": {"value": value}, "buffer_paths": []}
        start = time.perf_counter()
        await self.send("comm_msg", {"comm_id": slider, "data": data})
        try:
            while True:
                message, carries = await self.receive(5)
                if carries and message["header"]["msg_type"] == "comm_msg":
                    return time.perf_counter() - start
        except TimeoutError:
            return None


async def answering(http):
    """Nothing, once the hub answers."""
    async with asyncio.timeout(60):
        while True:
            try:
                if (await http.get("/hub/api/")).ok:
                    return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.2)


async def started(http, name):
    """Nothing, once the learner's server runs."""
    await (await http.post(f"/hub/api/users/{name}")).read()
    while True:
        await (await http.post(f"/hub/api/users/{name}/server")).read()
        for _ in range(20):
            user = await (await http.get(f"/hub/api/users/{name}")).json()
            if user.get("servers", {}).get("", {}).get("ready"):
                return
            await asyncio.sleep(0.3)


async def learner(http, number, ready, everyone, seconds):
    """The times of a learner's moves; `ready` is told when the notebook has run, and `everyone` is waited for."""
    name, lot = f"learner{number}", random.Random(number)
    await started(http, name)
    wanted = {"path": BOOK.name, "name": BOOK.name, "type": "notebook", "kernel": {"name": "python3"}}
    session = await (await http.post(f"/user/{name}/api/sessions", json=wanted)).json()
    address = f"/user/{name}/api/kernels/{session['kernel']['id']}/channels"
    async with http.ws_connect(address, max_msg_size=0) as socket:
        kernel = Kernel(socket)
        for cell in nbformat.read(BOOK, as_version=4).cells:
            if cell.cell_type == "code":
                await kernel.run(cell.source)
        sliders = {key: state for key, state in kernel.widgets.items() if "SliderModel" in state.get("_model_name", "")}
        ready.release()
        await everyone.wait()
        await asyncio.sleep(lot.random() * EVERY)
        times, end = [], time.perf_counter() + seconds
        while time.perf_counter() < end:
            key, state = lot.choice(list(sliders.items()))
            value = state["min"] + state["step"] * lot.randint(0, round((state["max"] - state["min"]) / state["step"]))
            if value != state["value"]:
                state["value"] = value
                times.append(await kernel.move(key, value))
                await asyncio.sleep(max(0, EVERY - (times[-1] or 0)))
        return times


def memory(hub, word):
    """The mean memory in MiB of the hub's processes with this word in their command; what is shared is counted once."""
    found = [process for process in hub.children(recursive=True) if word in " ".join(process.cmdline())]
    return statistics.mean(process.memory_full_info().pss / 2**20 for process in found)


async def lesson(hub, learners, seconds):
    """Nothing; a class has had its lesson, and its times and memory are printed."""
    head = {"Authorization": f"token {TOKEN}"}
    async with aiohttp.ClientSession(URL, headers=head, connector=aiohttp.TCPConnector(limit=0)) as http:
        await answering(http)
        ready, everyone, start = asyncio.Semaphore(0), asyncio.Event(), time.perf_counter()
        async with asyncio.timeout(LONGEST + seconds), asyncio.TaskGroup() as group:
            tasks = [group.create_task(learner(http, who, ready, everyone, seconds)) for who in range(learners)]
            for _ in tasks:
                await ready.acquire()
            opened = time.perf_counter() - start
            everyone.set()
        moves = [move for task in tasks for move in task.result() if move is not None]
        parts = statistics.quantiles([1000 * move for move in moves], n=100)
        print(f"{learners} learners have the notebook run after {opened:.1f} s")
        print(f"{len(moves) / seconds:.1f} moves a second, in milliseconds from move to picture:")
        print(f"  median {parts[49]:.0f}, 95th percentile {parts[94]:.0f}, 99th {parts[98]:.0f}")
        server, kernel = memory(hub, "jupyterhub-singleuser"), memory(hub, "ipykernel_launcher")
        print(f"memory a learner: {server + kernel:.0f} MiB (server {server:.0f}, kernel {kernel:.0f})")


def main(learners=5, seconds=20):
    """Nothing; a class of so many learners was timed for so many seconds of moves."""
    if not shutil.which("npm"):
        sys.exit("JupyterHub's proxy comes from npm: install Node.js first")
    with jupyterhub() as hub:
        asyncio.run(lesson(hub, learners, seconds))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
