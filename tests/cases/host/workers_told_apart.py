# A process id that a thread is handed tells nobody apart, whatever the thread is called.
# oracle: none (the emulator gives each process an id of its own)
import os
import queue
import threading

answers = queue.Queue()


def answer(worker):
    answers.put({"worker": worker})


sender = threading.Thread(target=answer, args=(os.getpid(),), name="sender")  # expect: SNAP203


def handler(event, context):
    sender.run()
    return answers.get()
