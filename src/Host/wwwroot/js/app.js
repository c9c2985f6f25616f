// Small comforts on top of pages that work without any of this.
(() => {
  'use strict';
  document.documentElement.classList.add('js');

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const on = (type, selector, action) => document.addEventListener(type, event => {
    const element = event.target.closest?.(selector);
    if (element) action(element, event);
  });

  // Dialogs. Without this, the link's own target shows them (:target).
  on('click', '[data-dialog]', (link, event) => {
    const dialog = document.getElementById(link.dataset.dialog);
    if (!dialog) return;
    event.preventDefault();
    // One dialog may serve all rows: the link says where it posts to and what it is about.
    const { action, subject } = link.dataset;
    if (action) dialog.querySelector('form').action = action;
    if (subject) all('[data-dialog-subject]', dialog).forEach(place => { place.textContent = subject; });
    dialog.showModal();
  });
  on('click', '[data-dialog-close]', (link, event) => {
    const dialog = link.closest('dialog');
    if (dialog?.matches(':modal')) {
      event.preventDefault();
      dialog.close();
    }
  });
  on('keydown', '[role=button]', (link, event) => {
    if (event.key === ' ') {
      event.preventDefault();
      link.click();
    }
  });
  on('click', 'dialog', (dialog, event) => {
    if (event.target === dialog) dialog.close();
  });

  // A menu closes when one of its entries was chosen.
  on('click', '.menu .dropdown-item', item => item.closest('[popover]')?.hidePopover?.());

  // Ticked rows: count, the page's own box, all of the filter.
  const count = form => {
    const rows = all('[data-selection-row]:not(:disabled)', form);
    const ticked = rows.filter(row => row.checked).length;
    const every = form.querySelector('[data-selection-all]');
    const page = form.querySelector('[data-selection-page]');
    const selected = every?.checked ? Number(every.dataset.selectionAll) : ticked;
    const text = form.querySelector('[data-selection-count]');
    text.textContent = text.dataset.text.replace('{0}', selected.toLocaleString(document.documentElement.lang));
    form.classList.toggle('has-selection', selected > 0);
    rows.forEach(row => row.closest('tr').classList.toggle('ticked', row.checked || !!every?.checked));
    if (page) {
      page.checked = rows.length > 0 && ticked === rows.length;
      page.indeterminate = ticked > 0 && ticked < rows.length;
    }
  };
  on('change', '[data-selection]', (form, event) => {
    const box = event.target;
    const rows = all('[data-selection-row]:not(:disabled)', form);
    const every = form.querySelector('[data-selection-all]');
    if (box.matches('[data-selection-page], [data-selection-all]')) rows.forEach(row => { row.checked = box.checked; });
    if (every && box !== every && !box.checked) every.checked = false;
    count(form);
  });
  on('reset', '[data-selection]', form => setTimeout(() => count(form)));

  // Messages.
  const icons = { neutral: 'circle', info: 'info-circle', success: 'circle-check', warning: 'alert-triangle', danger: 'circle-x' };
  const region = () => document.getElementById('toasts');
  const retire = message => {
    if (message.dataset.tone !== 'danger') setTimeout(() => message.remove(), 8000);
  };
  const toast = (text, tone = 'neutral') => {
    const message = document.getElementById('toast').content.firstElementChild.cloneNode(true);
    message.className = `toast-message tone-${tone}`;
    message.dataset.tone = tone;
    message.querySelector('use').setAttribute('href', `/lib/icons.svg#${icons[tone]}`);
    message.querySelector('[data-tone-name]').textContent = region().dataset[tone] ? `${region().dataset[tone]}: ` : '';
    message.querySelector('.toast-text').textContent = text;
    region().append(message);
    retire(message);
  };
  on('click', '[data-toast-close]', button => button.closest('.toast-message').remove());
  document.addEventListener('toast', event => {
    for (const item of event.detail.items) toast(item.text, item.tone.toLowerCase());
  });

  // htmx: what failed is said; empty filters stay out of the address.
  document.addEventListener('htmx:response:error', event => {
    const { status } = event.detail.ctx.response;
    if (status === 422 || event.detail.ctx.hx?.redirect) return;
    let text = region().dataset.failed;
    try {
      const problem = JSON.parse(event.detail.ctx.text);
      text = [problem.title, problem.detail].filter(Boolean).join('. ') || text;
    } catch { /* not a problem of ours: the general words will do */ }
    const { sourceElement } = event.detail.ctx;
    if (sourceElement.matches('[data-inline-errors]')) sourceElement.textContent = text;
    else toast(text, 'danger');
  });
  document.addEventListener('htmx:error', event => {
    if (event.detail.error instanceof TypeError) toast(region().dataset.offline, 'danger');
  });
  document.addEventListener('htmx:config:request', event => {
    const { ctx } = event.detail;
    if (!ctx.sourceElement.matches('[data-filters]')) return;
    for (const [key, value] of [...ctx.request.body]) if (value === '') ctx.request.body.delete(key);
  });
  document.addEventListener('htmx:after:swap', () => start());

  // A form may be filled in before these scripts have come: what follows it (a list, a preview, a sum) then catches up.
  const changed = field => {
    if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex(option => option.defaultSelected));
    return field.matches('[type=checkbox], [type=radio]') ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  };
  on('htmx:after:init', '[hx-trigger^=input], [hx-trigger^=change]', follower => {
    const [type] = follower.getAttribute('hx-trigger').match(/^\w+/);
    all('input, select, textarea', follower.closest('form')).find(changed)?.dispatchEvent(new Event(type, { bubbles: true }));
  });

  // A file on its way: how much of it has been sent, then that it is being read. Without this the form posts as any other.
  on('submit', '[data-upload]', (form, event) => {
    const file = form.querySelector('input[type=file]').files[0];
    if (!file) return;
    event.preventDefault();
    const place = form.querySelector('[data-upload-progress]');
    const [bar, text] = [place.querySelector('progress'), place.querySelector('[role=status]')];
    const button = form.querySelector('button:not([type=button])');
    const say = words => { text.textContent = words; };
    const stop = () => { place.hidden = true; button.disabled = false; };
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', sent => {
      bar.value = sent.lengthComputable ? 100 * sent.loaded / sent.total : 0;
    });
    request.upload.addEventListener('load', () => {
      bar.removeAttribute('value');
      say(form.dataset.reading);
    });
    request.addEventListener('load', () => {
      if (request.status === 200) {
        location.assign(request.responseURL);
        return;
      }
      stop();
      const page = new DOMParser().parseFromString(request.responseText, 'text/html');
      const [mine, theirs] = [document.querySelector('main'), page.querySelector('main')];
      if (theirs) mine.replaceWith(theirs);
      else toast(form.dataset.failed, 'danger');
      start();
    });
    request.addEventListener('error', () => {
      stop();
      toast(form.dataset.failed, 'danger');
    });
    place.hidden = false;
    bar.value = 0;
    button.disabled = true;
    say(form.dataset.sending);
    request.open('POST', form.action);
    request.send(new FormData(form));
  });

  const start = () => {
    all('[data-selection]').forEach(count);
    document.querySelector('[data-focus]')?.focus();
  };
  document.addEventListener('DOMContentLoaded', () => {
    start();
    // A live region reads out what is added to it, not what was there.
    all('.toast-message', region()).forEach(message => {
      region().append(message);
      retire(message);
    });
  });
})();
