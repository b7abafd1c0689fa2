# Chance on purpose: generators that are given a seed of the request before each use, and tables shuffled in the handler.
# about: SNAP102, SNAP201
# oracle: ok
import uuid

from quiz import Quiz
from quiz.questions import QUESTIONS

quiz = Quiz(QUESTIONS)


def handler(event, context):
    sheet = quiz.sheet(event.get("student") or uuid.uuid4().hex, count=3)
    return {"sheet": sheet, "again": quiz.sheet(sheet["student"], count=3) == sheet}
