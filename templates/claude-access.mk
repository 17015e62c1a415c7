# include claude-access.mk, then: make claude-access. Needs GNU make. More: docs/ci.md of claude-code-access.
CLAUDE_ACCESS ?= npx --yes --package claude-code-access@0.1.0 claude-access
TERRAFORM ?= terraform
STACKS ?= cdktf.out/stacks/*
REPORTS ?= reports
CLAUDE_ACCESS_MAKEFILE := $(firstword $(MAKEFILE_LIST))
export CHECKPOINT_DISABLE = 1

.PHONY: claude-access claude-access-synth claude-access-plan claude-access-diff claude-access-check claude-access-apply claude-access-clean

claude-access: ## synthesise, plan, say what changes for whom, judge
	$(MAKE) -f $(CLAUDE_ACCESS_MAKEFILE) claude-access-synth
	$(MAKE) -f $(CLAUDE_ACCESS_MAKEFILE) claude-access-plan
	$(MAKE) -f $(CLAUDE_ACCESS_MAKEFILE) claude-access-diff
	$(MAKE) -f $(CLAUDE_ACCESS_MAKEFILE) claude-access-check

claude-access-synth:
	if [ -f cdktf.json ]; then npx --no-install cdktf synth; fi

claude-access-plan: ## plan each stack; the files hold secrets in clear
	set -eu; umask 077; for stack in $(STACKS); do \
	  $(TERRAFORM) -chdir="$$stack" init -input=false -no-color > /dev/null; \
	  $(TERRAFORM) -chdir="$$stack" plan -input=false -no-color -out=plan.tfplan > /dev/null; \
	  $(TERRAFORM) -chdir="$$stack" show -json plan.tfplan > "$$stack/plan.json"; \
	done

claude-access-diff:
	mkdir -p $(REPORTS)
	set -eu; set --; for stack in $(STACKS); do set -- "$$@" "$$stack/plan.json"; done; \
	$(CLAUDE_ACCESS) diff "$$@" --format markdown --out $(REPORTS)/diff.md; \
	$(CLAUDE_ACCESS) diff "$$@" --format text

claude-access-check:
	mkdir -p $(REPORTS)
	set -eu; set --; for stack in $(STACKS); do set -- "$$@" --plan "$$stack/plan.json"; done; \
	if [ $$# -eq 0 ]; then echo "STACKS is empty." >&2; exit 2; fi; \
	if [ -f access.yaml ]; then set -- "$$@" --declaration access.yaml; fi; \
	$(CLAUDE_ACCESS) check "$$@" --report markdown=$(REPORTS)/check.md --report junit=$(REPORTS)/junit.xml

claude-access-apply: claude-access-check ## apply exactly the plans that were judged
	set -eu; for stack in $(STACKS); do $(TERRAFORM) -chdir="$$stack" apply -input=false plan.tfplan; done

claude-access-clean: ## take the plans away
	set -eu; for stack in $(STACKS); do rm -f "$$stack/plan.tfplan" "$$stack/plan.json"; done
