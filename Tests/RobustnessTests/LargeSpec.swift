// One spec with a bit of everything, to be damaged.

enum LargeSpec {
  static let text = """
    # A shop 😀: two tables, an API and a worker, in two environments.
    service: shop
    owner: platform-team
    complianceFramework: commercial
    region: us-east-1
    environments:
      test:
        values: {stage: test, timeout: 10}
      prod:
        region: us-west-2
        values: &values
          stage: prod
          timeout: 20
        defaults:
          dynamodb-table: {deletionProtection: true}
        overrides:
          orders:
            tags: {stage: "${env:stage}"}
    components:
      - name: orders
        type: dynamodb-table
        config: &table
          partitionKey: {name: customerId, type: S}
          sortKey:
            name: orderId
            type: S
          tags: &tags
            team: 'orders'
            note: "caf\\u00e9"
            long: >-
              folded
              text
      - name: carts
        type: dynamodb-table
        config:
          <<: *table
          tags:
            <<: [*tags]
            team: |-
              carts
      - name: api
        type: lambda-api
        config:
          handler: src/api.handler
          timeout: 30
          environment:
            variables:
              ORDERS: "${orders.tableName}"
              REGION: ${AWS::Region}
              LITERAL: "$${not.a.reference}"
        binds:
          - to: orders
            capability: database:dynamodb
            access: [read, write]
          - {to: carts, capability: database:dynamodb, access: read-write}
      - name: worker
        type: lambda-worker
        config:
          handler: src/worker.handler

    """
}
