// Elements, numbers and requests: what every page of the planner needs.
import { t } from "./words.js";

// An element: properties that start with "on" are listeners, the others attributes.
export function h(name, properties = {}, ...children) {
    return fill(document.createElement(name), properties, children);
}

export function svg(name, properties = {}, ...children) {
    return fill(document.createElementNS("http://www.w3.org/2000/svg", name), properties, children);
}

function fill(element, properties, children) {
    for (const [key, value] of Object.entries(properties)) {
        if (value === null || value === undefined || value === false) continue;
        if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
        else if (key === "value" && "value" in element) element.value = value;
        else if (key === "checked") element.checked = true;
        else element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.flat().filter(child => child !== null && child !== undefined));
    return element;
}

export function put(place, ...children) {
    place.replaceChildren(...children.flat().filter(child => child));
}

// --- Numbers ------------------------------------------------------------------------------------

export const whole = number => Math.round(number).toLocaleString("en-US");

export function percent(share) {
    const value = share * 100;
    if (share > 0 && value < 0.1) return "<0.1 %";
    if (share < 1 && value > 99.9) return ">99.9 %";
    return `${value < 10 && value > 0 ? Number(value.toFixed(1)) : Math.round(value)} %`;
}

export function signed(number) {
    if (Math.round(number) === 0) return "±0";
    return (number > 0 ? "+" : "−") + whole(Math.abs(number));
}

// A number without the tail that binary fractions have.
export const plain = number => String(Number(number.toPrecision(12)));

// The same as a field shows it, where nobody reads the ninth digit.
export const short = number => String(Number(number.toPrecision(8)));

// --- Months -------------------------------------------------------------------------------------

export const monthNumber = text => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;

export const monthText = number =>
    `${String(Math.floor(number / 12)).padStart(4, "0")}-${String(number % 12 + 1).padStart(2, "0")}`;

// --- Requests -----------------------------------------------------------------------------------

export class Refused extends Error {
    constructor(status, body) {
        super(body?.error?.message ?? t("no-answer"));
        this.status = status;
        this.issues = body?.issues ?? [];
    }
}

export async function ask(method, address, body) {
    let response;
    try {
        response = await fetch(address, {
            method,
            headers: body === undefined ? {} : { "Content-Type": "application/json" },
            body: body === undefined ? undefined : JSON.stringify(body),
        });
    } catch {
        throw new Refused(0, null);
    }
    const text = await response.text();
    let value = null;
    try { value = JSON.parse(text); } catch { /* the status says it */ }
    if (!response.ok) throw new Refused(response.status, value);
    return value;
}

// Follows a run to its end; `progress` is told how far it is.
export function follow(id, progress) {
    return new Promise((resolve, reject) => {
        const events = new EventSource(`/api/runs/${encodeURIComponent(id)}/events`);
        events.addEventListener("progress", event => progress(JSON.parse(event.data)));
        for (const state of ["finished", "cancelled", "failed", "interrupted"]) {
            events.addEventListener(state, event => {
                events.close();
                resolve(JSON.parse(event.data));
            });
        }
        events.onerror = () => {
            // The browser connects again by itself, unless the planner is gone.
            if (events.readyState === EventSource.CLOSED) reject(new Refused(0, null));
        };
    });
}

export const resultOf = id => ask("GET", `/api/runs/${encodeURIComponent(id)}/result`);

export function notice(text, kind = "error") {
    return h("p", { class: `notice ${kind}`, role: kind === "error" ? "alert" : "status" }, text);
}
