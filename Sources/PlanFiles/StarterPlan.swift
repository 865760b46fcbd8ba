/// A plan to start from.
public enum StarterPlan {
    /// The text of a small, complete, commented plan file.
    ///
    /// - Parameter name: name of the fab or project.
    /// - Returns: YAML that validates without a warning.
    public static func text(name: String) -> String {
        template.replacing("NAME", with: ResolvedText.quotedText(name), maxReplacements: 1)
    }

    private static let template = """
        # A plan of a photomask fab. Every figure may be a number, or say more about itself:
        #   12450                                                          a number
        #   {value: 12450, basis: disclosed, source: reply}                with its origin
        #   {uncertain: {triangular: [3, 5, 9], in: months}}               one true value, not known
        #   {random: {lognormal: {median: 1 month, p90: 6 months}}}        differs each time
        # `maskramp validate` lists every problem; `maskramp validate --resolved` every default.
        plan: NAME
        money: {currency: CNY, unit: 10000}       # money below is in 10,000 yuan
        horizon: {start: 2025-01, end: 2030-12}
        as_of: 2025-06-30                         # facts are known up to this day
        basis: assumed                            # of every figure that does not say its own
        source: start

        sources:
          start: own assumptions, to be replaced by your figures

        # What is wanted of the fab.
        demand:
          - {node: all, plates_per_month: {2026: 60, 2027: 150, 2028: 250}}   # until the next date
        targets:
          full-capacity: {plates_per_year: 3000, by: 2028-12}
        milestones:
          first-65nm-delivery: {node: 65, event: delivery, planned: 2027}

        # Which plates it makes, by node in nm. The mix is the share of good plates.
        nodes:
          180:
            mix: 50 %
            price: 3                              # of a good plate
            yield: {start: 0.8, mature: 0.95, mature_after: 12 months}
            qualification: 3 months               # all tools accepted -> line run through
            sampling: 1 month                     # run-through -> first delivery
            verification: 3 months                # first delivery -> volume orders
            sample_plates: 2
            layer_classes:
              all: {share: 1, writer: raster, passes: 2}
          65:
            mix: 50 %
            price: 10
            second_level: 20 %                    # plates with a second write (phase shift)
            yield: {start: 0.6, mature: 0.9, mature_after: 24 months}
            qualification: {uncertain: {triangular: [4, 6, 12], in: months}}
            sampling: 2 months
            verification: 6 months
            sample_plates: 2
            layer_classes:
              critical:
                share: 40 %
                writer: vsb
                shots_per_pass: {random: {lognormal: {median: 2e10, sigma: 0.6}}}
                dose: 18 uC/cm2
                passes: 2
              relaxed: {share: 60 %, writer: raster, passes: 2}

        # What the writers can do.
        writers:
          vsb-50kv:
            class: vsb
            finest_node: 45
            current_density: {uncertain: {triangular: [200, 400, 800], in: A/cm2}}
            settling: 100 ns
            stripe_width: 1000 um
            stage_speed: 20 mm/s
            stripe_turn: 0.5 s
            backscatter: 0.55
            calibration: 5 %
            overhead: 1.5 h
          laser-257nm:
            class: raster
            finest_node: 65
            pixel: 80 nm
            pixel_rate: 40 MHz
            beams: 32
            duty: 80 %
            overhead: 0.75 h

        # Tools that do the same work, all hours but holidays (`calendar`), unless a group says otherwise:
        # on_holidays, shifts or hours_per_week, shutdowns, planned maintenance.
        groups:
          ebeam: {writes: [vsb], availability: 84 %, usable: 92 %, learning: {start: 0.6, months: 6 months}, mtbf: 300 h, mttr: 10 h}
          laser: {writes: [raster], availability: 90 %}
          process: {availability: 92 %}
          inspection: {availability: 88 %}
          # `maskramp simulate` alone reads the order of dispatch, set-ups, and how failures vary; an oven
          # would load batches:
          # inspection: {availability: 88 %, mtbf: 200 h, mttr: 8 h, failures: {by: calendar, repair_variation: 1.5}, dispatch: fewest-setups, setup: {hours: 0.5 h, between: node}}
          # oven: {availability: 95 %, batch: {least: 2, most: 4, wait: 2 h}}

        # What a plate goes through. Hours of a write follow from the writer and the layer class. Plates
        # go back after a step with, for instance, `rework: 5 %, back_to: write`, and, in a simulation, before
        # one that they come to too late, with `within: 8 h, back_to: write`.
        route:
          - {step: write, work: write}
          - {step: second write, work: second-level, group: laser, hours_per_plate: 1.4 h}
          - {step: process, group: process, hours_per_plate: 1 h}
          - {step: inspection, group: inspection, hours_per_plate: {">=130": 1.5 h, "90-28": 3 h}, passes: 1.6}

        # Who orders, for `maskramp simulate`: shares, due dates, and hot orders that go first everywhere.
        # customers:
        #   foundry: {share: 70 %, due: {">=90": 5 days, "<=65": 10 days}, hot: {share: 10 %, due: 3 days}}
        #   others: {share: 30 %, due: 12 days, orders: regular}

        # When the tools come. `delivered` is a fact, `promised` is not.
        tools:
          writer-1:
            group: ebeam
            model: vsb-50kv
            contract: c1
            share_of_contract: 12000
            promised: 2025-Q4
            slip: {random: {lognormal: {median: 1 month, p90: 6 months}}}
            installation: {random: {triangular: [3, 5, 9], in: months}}
            acceptance: 2 months
          laser-1: {group: laser, model: laser-257nm, contract: c2, share_of_contract: 5000, delivered: 2025-H1, installation: 3 months, acceptance: 1 month}
          process-line: {group: process, delivered: 2025-H1, installation: 4 months}
          inspection-1: {group: inspection, promised: 2025-Q3, slip: 1 month, installation: 3 months}

        contracts:
          c1: {supplier: supplier 1, value: 12000, signed: 2024, due: 2025-Q4, paid: {2024: 4800}, unpaid: 7200, terms: {signing: 0.4, shipment: 0.4, acceptance: 0.2}}
          c2: {supplier: supplier 2, value: 5000, signed: 2024, paid: {2024: 4000}, unpaid: 1000}

        # What `maskramp finance` reads besides contracts and prices. All of it is optional.
        economics:
          operating_cost: 3000                    # a year, apart from plates
          cost_per_plate: 1                       # blanks, pellicles
          discount_rate: 10 %
          tax_rate: 25 %
          terms: {signing: 0.4, shipment: 0.5, acceptance: 0.1}     # of contracts that state none
          loans:
            bank: {amount: 10000, interest: 4 %, drawn: {2025: 1}, repayments: {2028: 0.5, 2029: 0.5}}
          assets:
            machines: {life: 10 years, residual: 5 %}

        # What may go wrong for several tools at once.
        risks:
          export-licence:
            outcomes:                             # exclusive; otherwise nothing happens
              - {probability: 10 %, refused: [writer-1], replaced_after: 18 months}
              - {probability: 20 %, delays: [writer-1, inspection-1], by: {random: {triangular: [3, 6, 12], in: months}}}

        """
}
